/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.cli;

import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.tracehub.v1.AggregateRequest;
import dev.tracehub.v1.AggregateResponse;
import dev.tracehub.v1.AggregateRow;
import dev.tracehub.v1.Dimension;
import dev.tracehub.v1.GroupBy;
import dev.tracehub.v1.Measure;
import dev.tracehub.v1.MeasureValue;
import dev.tracehub.v1.QueryServiceGrpc;
import io.grpc.Channel;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code tracehub query aggregate}. */
@Command(
    name = "aggregate",
    description = "Computes numbers over spans, e.g. --measures count,cost,latency_p95 --by model.",
    mixinStandardHelpOptions = true)
final class AggregateCommand extends Asking {

  private static final String ATTRIBUTE = "attribute:";
  private static final MathContext ERROR_DIGITS = new MathContext(2);

  @Mixin private Range range = new Range();

  @Option(names = "--filter", defaultValue = "", description = "CEL over one span.")
  private String filter = "";

  @Option(
      names = "--measures",
      split = ",",
      defaultValue = "count,errors,total_tokens,cost,latency_p50,latency_p95",
      description = "What to measure. Default: ${DEFAULT-VALUE}")
  private List<String> measures = List.of();

  @Option(
      names = "--by",
      split = ",",
      description = "What to group by: model, service, operation, …, or attribute:NAME.")
  private List<String> by = List.of();

  @Option(names = "--bucket", defaultValue = "0", description = "Width of time buckets in seconds.")
  private long bucketSeconds;

  @Override
  void ask(Channel channel) throws InvalidProtocolBufferException {
    AggregateRequest.Builder request =
        AggregateRequest.newBuilder()
            .setTimeRange(range.resolve(spec(), Instant.now()))
            .setFilter(filter);
    measures.forEach(name -> request.addMeasures(constant(Measure.class, "MEASURE_", name)));
    by.forEach(name -> request.addGroupBy(groupBy(name)));
    if (bucketSeconds > 0) {
      request.setBucket(Duration.newBuilder().setSeconds(bucketSeconds));
    }
    AggregateResponse answer = QueryServiceGrpc.newBlockingStub(channel).aggregate(request.build());
    if (printedAsJson(answer)) {
      return;
    }
    List<String> headings = new ArrayList<>();
    if (bucketSeconds > 0) {
      headings.add("bucket");
    }
    headings.addAll(by);
    headings.addAll(measures);
    TextTable table = new TextTable(headings.toArray(String[]::new));
    answer.getRowsList().forEach(row -> table.row(cells(row)));
    table.print(out());
  }

  private GroupBy groupBy(String name) {
    return name.startsWith(ATTRIBUTE)
        ? GroupBy.newBuilder().setAttribute(name.substring(ATTRIBUTE.length())).build()
        : GroupBy.newBuilder().setDimension(constant(Dimension.class, "DIMENSION_", name)).build();
  }

  private <E extends Enum<E>> E constant(Class<E> type, String prefix, String name) {
    String wanted = prefix + name.toUpperCase(Locale.ROOT);
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equals(wanted) && !wanted.endsWith("_UNSPECIFIED"))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec().commandLine(),
                    name + " (expected one of: " + names(type, prefix) + ")"));
  }

  private static <E extends Enum<E>> String names(Class<E> type, String prefix) {
    return Arrays.stream(type.getEnumConstants())
        .map(Enum::name)
        .filter(name -> name.startsWith(prefix) && !name.endsWith("_UNSPECIFIED"))
        .map(name -> name.substring(prefix.length()).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private static List<String> cells(AggregateRow row) {
    List<String> cells = new ArrayList<>();
    if (row.hasBucketStart()) {
      cells.add(Times.utc(row.getBucketStart().getSeconds() * 1_000_000_000));
    }
    cells.addAll(row.getKeysList());
    row.getValuesList().forEach(value -> cells.add(text(value)));
    return cells;
  }

  /** An estimate with its standard error, as in {@code 1240 ± 35}. */
  private static String text(MeasureValue value) {
    return value.hasStandardError()
        ? amount(value)
            + " ± "
            + new BigDecimal(value.getStandardError()).round(ERROR_DIGITS).toPlainString()
        : amount(value);
  }

  private static String amount(MeasureValue value) {
    return switch (value.getValueCase()) {
      case INT_VALUE -> Long.toString(value.getIntValue());
      case DOUBLE_VALUE -> String.format(Locale.ROOT, "%.3f", value.getDoubleValue());
      case DECIMAL_VALUE -> value.getDecimalValue();
      case VALUE_NOT_SET -> "-";
    };
  }
}
