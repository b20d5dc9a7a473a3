/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import com.google.protobuf.ByteString;
import dev.tracehub.storage.clickhouse.encode.RowLayout;
import dev.tracehub.v1.Payload;
import java.util.Comparator;
import java.util.function.Consumer;

/** The columns of {@code payloads}. */
final class PayloadLayout {

  /** Which payload of a span, with the schema's numbers. */
  enum Side {
    INPUT(1),
    OUTPUT(2),
    STARTED_INPUT(3),
    STARTED_OUTPUT(4);

    private final int number;

    Side(int number) {
      this.number = number;
    }
  }

  /** A payload that is longer than the head that its span's row has. */
  record Row(SpanRow span, Side side, Payload payload) {}

  static final RowLayout<Row> LAYOUT =
      RowLayout.<Row>of("payloads")
          .column("project", (row, to) -> to.text(row.span().key().trace().project()))
          .column("retention_days", (row, to) -> to.whole(row.span().stamp().retentionDays()))
          .column(
              "trace_id",
              (row, to) ->
                  to.id(row.span().key().trace().id().high(), row.span().key().trace().id().low()))
          .column("span_id", (row, to) -> to.whole(row.span().key().span()))
          .column("start", (row, to) -> to.whole(row.span().span().getStartTimeUnixNano()))
          .column("side", (row, to) -> to.whole(row.side().number))
          .column("is_text", (row, to) -> to.flag(row.payload().hasText()))
          .column("size_said", (row, to) -> to.flag(row.payload().getSizeBytes() != 0))
          .column("body", (row, to) -> to.bytes(body(row.payload())))
          .column("block", (row, to) -> to.whole(row.span().stamp().block()))
          .order(Comparator.comparing(Row::span, SpanRow.BY_KEY).thenComparing(Row::side))
          .build();

  private PayloadLayout() {}

  /** Hands on the payloads of a span that have rows of their own. */
  static void addRows(SpanRow span, boolean finished, Consumer<Row> rows) {
    Payload input = span.span().getInput();
    if (PayloadPlace.of(input) == PayloadPlace.PAYLOADS) {
      rows.accept(new Row(span, finished ? Side.INPUT : Side.STARTED_INPUT, input));
    }
    Payload output = span.span().getOutput();
    if (PayloadPlace.of(output) == PayloadPlace.PAYLOADS) {
      rows.accept(new Row(span, finished ? Side.OUTPUT : Side.STARTED_OUTPUT, output));
    }
  }

  private static ByteString body(Payload payload) {
    return payload.hasText() ? payload.getTextBytes() : payload.getData();
  }
}
