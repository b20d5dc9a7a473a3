/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import dev.tracehub.collector.it.PlantedSecrets.Planted;
import dev.tracehub.masking.Family;
import dev.tracehub.v1.BatchReceipt;
import dev.tracehub.v1.TraceBatch;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
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

  private final CollectorProcess process;
  private final CollectorClient client;
  private final List<Planted> planted = PlantedSecrets.of(SEED, EACH);
  private final Map<String, byte[]> written = new HashMap<>();

  MaskingCase(CollectorProcess process, CollectorClient client) {
    this.process = process;
    this.client = client;
  }

  void switchOnPersonalData() throws IOException, InterruptedException {
    String families =
        Family.of(Family.Group.PERSONAL).stream()
            .map(family -> "\"" + family.label() + "\": true")
            .collect(Collectors.joining(", "));
    String answer =
        post(
            "/tracehub.v1.ProjectService/UpdateProject",
            "{\"projectId\": \"default\", \"masking\": {\"families\": {" + families + "}}}");
    assertThat(answer).contains("\"iban\":true");
  }

  /** Over our own protocol, OTLP, OTLP in JSON, and with records and requests that are refused. */
  void send() throws IOException, InterruptedException {
    System.out.printf("seed %d: %d planted secrets%n", SEED, planted.size());
    PlantedBatches batches = new PlantedBatches();
    TraceBatch own = batches.own(planted);
    BatchReceipt receipt = client.send(own);
    assertThat(receipt.getRejectedCount()).isZero();
    ExportTraceServiceRequest otlp = batches.otlp(planted);
    byte[] answer = postBytes("/v1/traces", "application/x-protobuf", otlp.toByteArray());
    assertThat(ExportTraceServiceResponse.parseFrom(answer).getPartialSuccess().getRejectedSpans())
        .isZero();
    sendFaulty();
    client.awaitDrained();
    System.out.printf("masked: %s%n", new TreeMap<>(client.status().getCounters().getMaskedMap()));
  }

  /** Answers quote what was sent. */
  private void sendFaulty() throws IOException, InterruptedException {
    String key = planted.get(0).secret();
    TraceBatch faulty =
        new PlantedBatches().own(planted.subList(0, 1)).toBuilder().setSequence(2).build();
    TraceBatch.Builder named = faulty.toBuilder();
    named.getSpansBuilder(0).setTraceId(key);
    BatchReceipt refused = client.send(named.build());
    assertThat(refused.getRejectedCount()).isEqualTo(1);
    written.put("receipt", refused.toByteArray());
    String json =
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"startTimeUnixNano\":\""
            + key
            + "\"}]}]}]}";
    written.put("OTLP error", postBytes("/v1/traces", "application/json", bytes(json)));
    written.put(
        "JSON error",
        postBytes(
            "/tracehub.v1.TraceService/SendBatch",
            "application/json",
            bytes("{\"batch\":{\"spans\":[{\"startTimeUnixNano\":\"" + key + "\"}]}}")));
  }

  /** What the collector answers to questions, and its metrics. */
  void readAnswers() throws IOException, InterruptedException {
    int number = 0;
    for (var span : client.spans()) {
      written.put("span " + number++, bytes(JsonFormat.printer().print(span)));
    }
    assertThat(number).isGreaterThanOrEqualTo(2 * planted.size());
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
