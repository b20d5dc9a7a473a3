/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tracehub.collector.http.StreamFrames.Frame;
import dev.tracehub.v1.TailSpansRequest;
import dev.tracehub.v1.TailSpansResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectStreamTest {

  private static final String TAIL = "/tracehub.v1.QueryService/TailSpans";
  private static final String STREAM = "/tracehub.v1.TraceService/StreamBatches";
  private static final String JSON = "application/connect+json";

  private HttpFixture http;

  @BeforeEach
  void start() throws IOException {
    http = HttpFixture.open();
  }

  @AfterEach
  void stop() {
    http.close();
  }

  @Test
  void serverStream_isAFrameForEachMessageAndAnEnd() {
    HttpResponse<byte[]> answer = http.post(TAIL, JSON, StreamFrames.json("{'filter':'2'}"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains(JSON);
    assertThat(StreamFrames.read(answer.body()))
        .containsExactly(
            new Frame(0, "{}"),
            new Frame(0, "{\"spans\":[{\"name\":\"span 0\"}]}"),
            new Frame(0, "{\"spans\":[{\"name\":\"span 1\"}]}"),
            new Frame(2, "{}"));
  }

  @Test
  void serverStream_isWholeWhenItIsLong() {
    HttpResponse<byte[]> answer = http.post(TAIL, JSON, StreamFrames.json("{'filter':'5000'}"));

    assertThat(StreamFrames.read(answer.body())).hasSize(5002);
  }

  @Test
  void errorOfAStream_isInItsEnd() {
    List<Frame> frames =
        StreamFrames.read(http.post(TAIL, JSON, StreamFrames.json("{'filter':'13'}")).body());

    assertThat(frames).hasSize(15);
    assertThat(frames.get(14).flags()).isEqualTo(2);
    assertThat(frames.get(14).text())
        .startsWith("{\"error\":{\"code\":\"unavailable\",\"message\":\"thirteen\"")
        .contains("ENOUGH");
  }

  @Test
  void protoStream_carriesProtobuf() throws Exception {
    byte[] request = TailSpansRequest.newBuilder().setFilter("1").build().toByteArray();

    HttpResponse<byte[]> answer =
        http.post(TAIL, "application/connect+proto", StreamFrames.frame(0, request));

    InputStream body = new ByteArrayInputStream(answer.body());
    assertThat(body.readNBytes(5)).containsOnly(0);
    assertThat(body.read()).isZero();
    int length = body.readNBytes(4)[3];
    assertThat(TailSpansResponse.parseFrom(body.readNBytes(length)).getSpans(0).getName())
        .isEqualTo("span 0");
  }

  @Test
  void clientStream_takesManyMessages() {
    String[] batches =
        IntStream.range(0, 1000).mapToObj(i -> "{'batchId':'b" + i + "'}").toArray(String[]::new);

    List<Frame> frames =
        StreamFrames.read(http.post(STREAM, JSON, StreamFrames.json(batches)).body());

    assertThat(frames).hasSize(2);
    assertThat(frames.get(0).text()).contains("\"b0\"").contains("\"b999\"");
    assertThat(frames.get(1)).isEqualTo(new Frame(2, "{}"));
  }

  @Test
  void clientStream_ofNothing_isAnswered() {
    assertThat(StreamFrames.read(http.post(STREAM, JSON, new byte[0]).body()))
        .containsExactly(new Frame(0, "{}"), new Frame(2, "{}"));
  }

  @Test
  void clientStream_inTotalLargerThanAMessageMayBe_isTaken() {
    String batch = "{'batchId':'" + "x".repeat(1000) + "'}";
    String[] batches = IntStream.range(0, 1500).mapToObj(i -> batch).toArray(String[]::new);
    byte[] body = StreamFrames.json(batches);
    assertThat(body.length).isGreaterThan(HttpFixture.MAX_REQUEST_BYTES);

    List<Frame> frames =
        StreamFrames.read(
            http.send(
                    http.request(STREAM)
                        .header("Content-Type", JSON)
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                        .build())
                .body());

    assertThat(frames.get(1)).isEqualTo(new Frame(2, "{}"));
  }

  @Test
  void compressedMessages_areRead() {
    byte[] batch = "{\"batchId\":\"packed\"}".getBytes(StandardCharsets.UTF_8);

    HttpResponse<byte[]> answer =
        http.post(
            STREAM,
            JSON,
            StreamFrames.frame(1, Gzip.deflate(batch)),
            "Connect-Content-Encoding",
            "gzip");

    assertThat(StreamFrames.read(answer.body()).get(0).text()).contains("packed");
  }

  @Test
  void longMessages_areCompressedForThoseWhoAsk() {
    byte[] body = StreamFrames.json("{'batchId':'" + "x".repeat(5000) + "'}");

    HttpResponse<byte[]> answer = http.post(STREAM, JSON, body, "Connect-Accept-Encoding", "gzip");

    assertThat(answer.body().length).isLessThan(1000);
    assertThat(answer.headers().firstValue("connect-content-encoding")).contains("gzip");
    Frame first = StreamFrames.read(answer.body()).get(0);
    assertThat(first.flags()).isEqualTo(1);
    assertThat(first.text()).contains("x".repeat(5000));
  }

  @Test
  void answers_comeBeforeTheStreamEnds() throws Exception {
    HttpResponse<InputStream> tail = startTail();

    assertThat(tail.statusCode()).isEqualTo(200);
    assertThat(StreamFrames.next(tail.body())).isEqualTo(new Frame(0, "{}"));
    tail.body().close();
  }

  @Test
  void timeout_endsAStream() {
    HttpResponse<byte[]> answer =
        http.post(TAIL, JSON, StreamFrames.json("{}"), "Connect-Timeout-Ms", "100");

    List<Frame> frames = StreamFrames.read(answer.body());
    assertThat(frames.get(frames.size() - 1).text()).contains("deadline_exceeded");
    assertThat(http.query.tailCancelled.getCount()).isZero();
  }

  @Test
  void quietStream_outlivesTheIdleTimeout() throws Exception {
    http.close();
    HttpLimits.Timeouts timeouts =
        new HttpLimits.Timeouts(
            Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofMillis(1500));
    http = HttpFixture.open(limits(timeouts));

    HttpResponse<byte[]> answer = http.post(TAIL, JSON, StreamFrames.json("{}"));

    assertThat(StreamFrames.read(answer.body()).get(1).text()).contains("deadline_exceeded");
  }

  @Test
  void slowCall_outlivesTheIdleTimeout() throws Exception {
    http.close();
    HttpLimits.Timeouts timeouts =
        new HttpLimits.Timeouts(
            Duration.ofMillis(200), Duration.ofMillis(1500), Duration.ofSeconds(5));
    http = HttpFixture.open(limits(timeouts));

    HttpResponse<byte[]> answer =
        http.postJson("/tracehub.v1.QueryService/SearchSpans", "{'filter':'NEVER'}");

    assertThat(answer.statusCode()).isEqualTo(504);
  }

  @Test
  void stop_cutsStreamsOff() throws Exception {
    HttpResponse<InputStream> tail = startTail();
    StreamFrames.next(tail.body());

    http.server.stop(Duration.ofMillis(100));

    assertThat(http.query.isTailCancelled()).isTrue();
    await().until(() -> http.port() < 0);
  }

  private HttpResponse<InputStream> startTail() throws Exception {
    return http.client()
        .send(
            http.request(TAIL)
                .header("Content-Type", JSON)
                .POST(BodyPublishers.ofByteArray(StreamFrames.json("{}")))
                .build(),
            BodyHandlers.ofInputStream());
  }

  private static HttpLimits limits(HttpLimits.Timeouts timeouts) {
    return new HttpLimits(1 << 20, 1 << 24, 100, 16 << 10, 512, timeouts);
  }
}
