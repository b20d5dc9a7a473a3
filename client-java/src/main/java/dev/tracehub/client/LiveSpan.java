/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import dev.tracehub.v1.CostState;
import dev.tracehub.v1.Event;
import dev.tracehub.v1.GraphPosition;
import dev.tracehub.v1.Link;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanKind;
import dev.tracehub.v1.StatusCode;
import dev.tracehub.v1.Usage;
import java.math.BigDecimal;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A span that has started. {@link #end()} (or {@link #close()}) hands it over to be sent; after
 * that it does not change.
 *
 * <p>Thread-safe. No method throws, waits for others, or does I/O: what cannot be recorded is left
 * out, what is too long is cut, and calls after the end do nothing.
 */
public final class LiveSpan implements AutoCloseable {

  private final Recorder recorder;
  private final SpanRecord record;
  private volatile CurrentSpan.@Nullable Frame frame;

  LiveSpan(Recorder recorder, SpanRecord record) {
    this.recorder = recorder;
    this.record = record;
  }

  void attach() {
    frame = recorder.current().push(this);
  }

  SpanRecord.Place place() {
    return record.place();
  }

  boolean isSampledOut() {
    return record.isSampledOut();
  }

  TraceFacts facts() {
    synchronized (record) {
      return record.facts();
    }
  }

  /** The trace's id, 32 hexadecimal digits. */
  public String traceId() {
    return TraceContext.traceId(place().traceIdHigh(), place().traceIdLow());
  }

  /** The span's id, 16 hexadecimal digits. */
  public String spanId() {
    return TraceContext.spanId(place().spanId());
  }

  /**
   * Whether what is said about the span is kept: not after its end, and not when its trace is
   * sampled out. For skipping what is costly to say.
   */
  public boolean isRecording() {
    synchronized (record) {
      return record.isOpen();
    }
  }

  /** This span as the parent of spans elsewhere. */
  public TraceContext context() {
    TraceFacts facts = facts();
    return new TraceContext(
        place().traceIdHigh(),
        place().traceIdLow(),
        place().spanId(),
        facts.flags(),
        facts.traceState());
  }

  /** The header that makes a receiver's span a child of this one. */
  public String traceparent() {
    return context().traceparent();
  }

  /** Makes this span current on this thread, also when another thread started it. */
  public Scope makeCurrent() {
    return new Scope(recorder.current().push(this));
  }

  /** The operation, e.g. "chat" or the application's own "translate". */
  public LiveSpan operation(String operation) {
    return change(span -> span.setOperation(Texts.name(operation)));
  }

  /** The role in a remote call. */
  public LiveSpan kind(SpanKind kind) {
    return change(span -> span.setKind(kind));
  }

  /** The end user; spans below take it over. */
  public LiveSpan user(String userId) {
    return facts(facts -> facts.withUser(Texts.name(userId)));
  }

  /** The conversation; spans below take it over. */
  public LiveSpan session(String sessionId) {
    return facts(facts -> facts.withSession(Texts.name(sessionId, recorder.privacy())));
  }

  /** A free label; spans below take it over. */
  public LiveSpan tag(String tag) {
    return facts(facts -> facts.withTag(Texts.name(tag, recorder.privacy())));
  }

  /** The job that the work belongs to; spans below take it over. */
  public LiveSpan job(String jobId) {
    return facts(facts -> facts.withJob(Texts.id(jobId)));
  }

  /** The variant that serves the work; spans below take it over. */
  public LiveSpan variant(String variantId) {
    return facts(facts -> facts.withVariant(Texts.id(variantId)));
  }

  /** The provider in the spelling of OpenTelemetry, e.g. "openai". */
  public LiveSpan provider(String provider) {
    return change(span -> span.setProvider(Texts.name(provider)));
  }

  /** The model that was asked for. */
  public LiveSpan model(String model) {
    return change(span -> span.setRequestModel(Texts.name(model)));
  }

  /** The model that answered. */
  public LiveSpan responseModel(String model) {
    return change(span -> span.setResponseModel(Texts.name(model)));
  }

  /** The provider's id of the answer. */
  public LiveSpan responseId(String id) {
    return change(span -> span.setResponseId(Texts.name(id)));
  }

  /** A parameter of the call, e.g. "temperature"; see {@link #attribute(String, Object)}. */
  public LiveSpan parameter(String name, Object value) {
    return change(
        span ->
            span.putModelParameters(
                Texts.name(name, recorder.privacy()),
                AttributeValues.of(value, recorder.privacy())));
  }

  /** Why the model stopped, in the provider's words; one per choice. */
  public LiveSpan finishReason(String reason) {
    return change(span -> span.addFinishReasons(Texts.name(reason)));
  }

  /** The first token or chunk of a streamed answer is here. Only the first call counts. */
  public LiveSpan firstToken() {
    long elapsed = recorder.clock().nanoTime() - place().startNanoTime();
    return change(
        span -> {
          if (span.getTimeToFirstTokenNano() == 0) {
            span.setStreaming(true).setTimeToFirstTokenNano(Math.max(1, elapsed));
          }
        });
  }

  /** The tokens of the call. */
  public LiveSpan usage(long inputTokens, long outputTokens) {
    return change(
        span -> span.getUsageBuilder().setInputTokens(inputTokens).setOutputTokens(outputTokens));
  }

  /** The tokens of the call in all detail: input includes cached, output includes reasoning. */
  public LiveSpan usage(Usage usage) {
    return change(span -> span.setUsage(usage));
  }

  /** What the provider says the call cost, in US dollars. Without it the collector computes it. */
  public LiveSpan cost(BigDecimal usd) {
    return change(
        span ->
            span.getCostBuilder()
                .setState(CostState.COST_STATE_REPORTED)
                .setTotalUsd(usd.toPlainString()));
  }

  /** The managed prompt that the call was made from. */
  public LiveSpan prompt(String name, String version) {
    return change(
        span -> span.getPromptBuilder().setName(Texts.name(name)).setVersion(Texts.name(version)));
  }

  /** How often the operation had been tried before this attempt. */
  public LiveSpan retryCount(int retries) {
    return change(span -> span.setRetryCount(Math.max(0, retries)));
  }

  /** The tool that a TOOL span runs. */
  public LiveSpan tool(String name, String callId) {
    return change(
        span -> span.getToolBuilder().setName(Texts.name(name)).setCallId(Texts.name(callId)));
  }

  /** Where a NODE span stands in the run of its graph. */
  public LiveSpan graph(GraphPosition position) {
    return change(span -> span.setGraph(position));
  }

  /** What went in, as text. */
  public LiveSpan input(String text) {
    return payload(() -> Payloads.text(text, "", recorder), Span.Builder::setInput);
  }

  /** What went in, as JSON. */
  public LiveSpan inputJson(String json) {
    return payload(() -> Payloads.text(json, Payloads.JSON, recorder), Span.Builder::setInput);
  }

  /** What went in, as bytes, which are copied. */
  public LiveSpan input(byte[] data, String mimeType) {
    return payload(() -> Payloads.bytes(data, mimeType, recorder), Span.Builder::setInput);
  }

  /** What came out, as text. */
  public LiveSpan output(String text) {
    return payload(() -> Payloads.text(text, "", recorder), Span.Builder::setOutput);
  }

  /** What came out, as JSON. */
  public LiveSpan outputJson(String json) {
    return payload(() -> Payloads.text(json, Payloads.JSON, recorder), Span.Builder::setOutput);
  }

  /** What came out, as bytes, which are copied. */
  public LiveSpan output(byte[] data, String mimeType) {
    return payload(() -> Payloads.bytes(data, mimeType, recorder), Span.Builder::setOutput);
  }

  /** A detail that has no method of its own. The last value of a key stays. */
  public LiveSpan attribute(String key, String value) {
    synchronized (record) {
      if (record.isOpen()) {
        record.attributes().put(key, value);
      }
    }
    return this;
  }

  /** A whole number. */
  public LiveSpan attribute(String key, long value) {
    synchronized (record) {
      if (record.isOpen()) {
        record.attributes().put(key, value);
      }
    }
    return this;
  }

  /** A floating point number. */
  public LiveSpan attribute(String key, double value) {
    synchronized (record) {
      if (record.isOpen()) {
        record.attributes().put(key, value);
      }
    }
    return this;
  }

  /** True or false. */
  public LiveSpan attribute(String key, boolean value) {
    synchronized (record) {
      if (record.isOpen()) {
        record.attributes().put(key, value);
      }
    }
    return this;
  }

  /**
   * A list, a map, a byte array, or any of the other types; the text of anything else. Copies what
   * the caller could change.
   */
  public LiveSpan attribute(String key, Object value) {
    return guarded(
        span -> span.attributes().put(key, AttributeValues.of(value, recorder.privacy())));
  }

  /** A timed annotation. */
  public LiveSpan event(String name) {
    return event(name, Map.of());
  }

  /** A timed annotation with details; values as in {@link #attribute(String, Object)}. */
  public LiveSpan event(String name, Map<String, ?> attributes) {
    long elapsed = recorder.clock().nanoTime() - place().startNanoTime();
    return guarded(
        span -> {
          Event.Builder event = Event.newBuilder().setName(Texts.name(name, recorder.privacy()));
          event.setTimeUnixNano(place().startEpochNanos() + elapsed);
          attributes.forEach(
              (key, value) ->
                  event.putAttributes(key, AttributeValues.of(value, recorder.privacy())));
          span.addEvent(event.build());
        });
  }

  /** A reference to another span. */
  public LiveSpan link(TraceContext other) {
    return guarded(
        span ->
            span.addLink(
                Link.newBuilder()
                    .setTraceId(other.traceId())
                    .setSpanId(other.spanIdHex())
                    .setFlags(other.flags())
                    .setTraceState(other.traceState())
                    .build()));
  }

  /** The work failed with this. Its text is rendered later, on the client's own thread. */
  public LiveSpan error(Throwable thrown) {
    return guarded(span -> span.error(thrown));
  }

  /**
   * The work failed.
   *
   * @param type the class of the error, e.g. "429" or "content_filter"
   * @param message what went wrong, for people
   */
  public LiveSpan error(String type, String message) {
    return change(
        span ->
            span.getStatusBuilder()
                .setCode(StatusCode.STATUS_CODE_ERROR)
                .setErrorType(Texts.name(type))
                .setMessage(Texts.message(message, recorder.privacy())));
  }

  /** The application declares success. */
  public LiveSpan ok() {
    return change(span -> span.getStatusBuilder().setCode(StatusCode.STATUS_CODE_OK));
  }

  /** Begins a judgement of this span. */
  public EvaluationBuilder evaluation(String name) {
    return new EvaluationBuilder(recorder, name).of(this);
  }

  /** Ends the span and hands it over. Only the first call counts. */
  public void end() {
    long now = recorder.clock().nanoTime();
    synchronized (record) {
      if (record.isEnded()) {
        return;
      }
      record.end(now);
    }
    CurrentSpan.Frame attached = frame;
    if (attached != null) {
      attached.close();
    }
    if (record.isSampledOut()) {
      recorder.privacy().sampledOut();
    } else {
      recorder.delivery().record(record);
    }
  }

  /** Ends the span, as {@link #end()}. */
  @Override
  public void close() {
    end();
  }

  private LiveSpan facts(UnaryOperator<TraceFacts> change) {
    return guarded(span -> span.facts(change.apply(span.facts())));
  }

  private LiveSpan change(Consumer<Span.Builder> change) {
    return guarded(span -> change.accept(span.details()));
  }

  private LiveSpan payload(Supplier<Payload> made, BiConsumer<Span.Builder, Payload> side) {
    if (record.isSampledOut()) {
      return this;
    }
    Payload payload = made.get();
    return guarded(
        span -> {
          side.accept(span.details(), payload);
          span.addTextBytes(payload.getSerializedSize());
        });
  }

  private LiveSpan guarded(Consumer<SpanRecord> change) {
    synchronized (record) {
      if (record.isOpen()) {
        Guard.apply(record, change);
      }
    }
    return this;
  }
}
