/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.util.JsonFormat;
import dev.tracehub.collector.it.PlantedSecrets.Planted;
import dev.tracehub.masking.Family;
import dev.tracehub.v1.BatchReceipt;
import dev.tracehub.v1.DeadLetter;
import dev.tracehub.v1.TraceBatch;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sends planted secrets to a collector in a process of its own and looks for them in everything
 * that it wrote and answered.
 */
final class MaskingCase {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final long SEED = 20261128;
  private static final int EACH = 6;
  private static final int PROTOCOLS = 5;
  private static final int REFUSED = 10;
  private static final String SEND_BATCH = "/tracehub.v1.TraceService/SendBatch";
  private static final String OTLP = "/v1/traces";

  private final CollectorProcess process;
  private final CollectorClient client;
  private final List<Planted> planted = PlantedSecrets.of(SEED, EACH);
  private final PlantedBatches batches = new PlantedBatches();
  private final Map<String, byte[]> written = new HashMap<>();

  MaskingCase(CollectorProcess process, CollectorClient client) {
    this.process = process;
    this.client = client;
  }

  void switchOnPersonalData() {
    String families =
        Family.of(Family.Group.PERSONAL).stream()
            .map(family -> "\"" + family.label() + "\": true")
            .collect(Collectors.joining(", "));
    // The default project is made beside the start.
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                post(
                    "/tracehub.v1.ProjectService/UpdateProject",
                    "{\"projectId\": \"default\", \"masking\": {\"families\": {"
                        + families
                        + "}}}"),
            answer -> answer.contains("\"iban\":true"));
  }

  /** Over every protocol, and with records and requests that are refused. */
  void send() throws IOException, InterruptedException {
    System.out.printf("seed %d: %d planted secrets%n", SEED, planted.size());
    assertThat(planted).hasSizeGreaterThanOrEqualTo(200);
    assertThat(client.send(batches.own(planted)).getRejectedCount()).isZero();
    String own = JsonFormat.printer().print(batches.own(planted));
    assertThat(post(SEND_BATCH, own)).doesNotContain("rejected").contains("\"accepted\"");
    assertTaken(client.export(batches.otlp(planted)));
    byte[] otlp = batches.otlp(planted).toByteArray();
    assertTaken(
        ExportTraceServiceResponse.parseFrom(postBytes(OTLP, "application/x-protobuf", otlp)));
    assertThat(post(OTLP, OtlpJson.of(batches.otlp(planted)))).isEqualTo("{}");
    sendFaulty();
    client.awaitDrained();
    System.out.printf("masked: %s%n", new TreeMap<>(client.status().getCounters().getMaskedMap()));
  }

  private static void assertTaken(ExportTraceServiceResponse answer) {
    assertThat(answer.getPartialSuccess().getRejectedSpans()).isZero();
  }

  /** Answers quote what was sent, and so does the log. */
  private void sendFaulty() throws IOException, InterruptedException {
    String key = planted.get(0).secret();
    TraceBatch.Builder named = batches.own(planted.subList(0, 1)).toBuilder();
    named.getSpansBuilder(0).setTraceId(key);
    BatchReceipt refused = client.send(named.build());
    assertThat(refused.getRejectedCount()).isEqualTo(1);
    written.put("receipt", refused.toByteArray());
    String span = "{\"spans\":[{\"startTimeUnixNano\":\"" + key + "\"}]}";
    String otlp = "{\"resourceSpans\":[{\"scopeSpans\":[" + span + "]}]}";
    add("OTLP error", refused(OTLP, otlp));
    add("JSON error", refused(SEND_BATCH, span));
    byte[] denied =
        send(
            HttpRequest.newBuilder(uri(OTLP))
                .header("content-type", "application/json")
                .header("authorization", "Bearer " + key)
                .header("cookie", "sid=" + key)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());
    written.put("answer to a key", denied);
  }

  private String refused(String path, String json) throws IOException, InterruptedException {
    String answer = post(path, json);
    assertThat(answer).contains("startTimeUnixNano");
    return answer;
  }

  /** Sends records that a store refuses, and reads what was put aside. */
  void sendRefused(String beginning) {
    List<Planted> some = planted.subList(0, REFUSED);
    assertThat(client.send(batches.named(beginning, some)).getRejectedCount()).isZero();
    client.awaitDrained();
    List<DeadLetter> letters = client.deadLetters();
    assertThat(letters).hasSize(REFUSED);
    letters.forEach(letter -> written.put("letter " + letter.getRecordId(), letter.toByteArray()));
  }

  /** What the collector answers to questions, and its metrics. */
  void readAnswers() throws IOException, InterruptedException {
    int number = 0;
    for (var span : client.spans()) {
      written.put("span " + number++, bytes(JsonFormat.printer().print(span)));
    }
    assertThat(number).isGreaterThanOrEqualTo(PROTOCOLS * planted.size());
    written.put("metrics", getBytes("/metrics"));
    written.put("status", client.status().toByteArray());
  }

  void add(String name, String text) {
    written.put(name, bytes(text));
  }

  /** Every file below a folder, the log among them. */
  void readFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(Files::isRegularFile)
          .forEach(
              file -> {
                try {
                  written.put(folder.relativize(file).toString(), Files.readAllBytes(file));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }

  /** Fails when no marker can be read where one must be: secrets could not be read there either. */
  void assertMarkersIn(String place) {
    assertThat(written.entrySet())
        .filteredOn(content -> content.getKey().contains(place))
        .anyMatch(
            content ->
                new String(content.getValue(), StandardCharsets.ISO_8859_1).contains("[SECRET:"));
  }

  /** Fails with where a part of a secret stands. */
  void assertNothingLeaked() {
    SecretSearch search = new SecretSearch(planted.stream().map(Planted::secret).toList());
    Map<String, Set<String>> leaks = new HashMap<>();
    long size = 0;
    for (Map.Entry<String, byte[]> content : written.entrySet()) {
      size += content.getValue().length;
      Set<String> found = search.in(content.getValue());
      if (!found.isEmpty()) {
        leaks.put(content.getKey(), found);
      }
    }
    System.out.printf(
        "searched %d files and answers, %,d bytes: %d leaks%n", written.size(), size, leaks.size());
    planted.forEach(
        one -> assertThat(search.in(bytes("x" + one.text()))).as("the search itself").isNotEmpty());
    assertThat(leaks).isEmpty();
  }

  private String post(String path, String json) throws IOException, InterruptedException {
    return new String(postBytes(path, "application/json", bytes(json)), StandardCharsets.UTF_8);
  }

  private byte[] postBytes(String path, String type, byte[] body)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("content-type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build());
  }

  private byte[] getBytes(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(path)).build());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + process.httpPort() + path);
  }

  private static byte[] send(HttpRequest request) throws IOException, InterruptedException {
    return HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
