/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TraceBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * A batch of our own protocol. Its spans are builders: what follows fills more fields, and building
 * a large message once is much of its cost. Texts of payloads stay bytes, which most stores want
 * them to be. The builders belong to the caller.
 *
 * @param rest the batch without its spans
 * @param started spans that have started, in the batch's order
 * @param finished spans that have ended, in the batch's order
 */
public record SentBatch(TraceBatch rest, List<Span.Builder> started, List<Span.Builder> finished) {

  private static final FieldSplitter BATCH =
      FieldSplitter.ofAll(TraceBatch.SPANS_FIELD_NUMBER, TraceBatch.STARTED_SPANS_FIELD_NUMBER);
  private static final FieldSplitter SPAN =
      FieldSplitter.ofThoseInOrder(Span.INPUT_FIELD_NUMBER, Span.OUTPUT_FIELD_NUMBER);
  private static final FieldSplitter PAYLOAD =
      FieldSplitter.ofThoseInOrder(Payload.TEXT_FIELD_NUMBER, Payload.TEXT_FIELD_NUMBER);

  /**
   * Parses a serialised {@link TraceBatch}.
   *
   * @throws IllegalArgumentException when the text of a payload is not UTF-8
   */
  public static SentBatch parseFrom(byte[] batch) throws InvalidProtocolBufferException {
    TraceBatch.Builder rest = TraceBatch.newBuilder();
    List<Span.Builder> started = new ArrayList<>(0);
    List<Span.Builder> finished = new ArrayList<>();
    BATCH.parse(
        batch,
        0,
        batch.length,
        rest,
        (field, bytes, from, to) ->
            (field == TraceBatch.SPANS_FIELD_NUMBER ? finished : started)
                .add(span(bytes, from, to)));
    return new SentBatch(rest.build(), started, finished);
  }

  private static Span.Builder span(byte[] span, int spanFrom, int spanTo)
      throws InvalidProtocolBufferException {
    Span.Builder out = Span.newBuilder();
    SPAN.parse(
        span,
        spanFrom,
        spanTo,
        out,
        (field, bytes, from, to) ->
            payload(
                bytes,
                from,
                to,
                field == Span.INPUT_FIELD_NUMBER ? out.getInputBuilder() : out.getOutputBuilder()));
    return out;
  }

  private static void payload(byte[] payload, int payloadFrom, int payloadTo, Payload.Builder out)
      throws InvalidProtocolBufferException {
    PAYLOAD.parse(
        payload,
        payloadFrom,
        payloadTo,
        out,
        (field, bytes, from, to) -> out.setTextBytes(ByteString.copyFrom(bytes, from, to - from)));
  }
}
