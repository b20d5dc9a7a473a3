/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/**
 * Every limit of ingest, in one place. The documentation's table is made from {@link #table}.
 *
 * <p>The defaults leave room for what real SDKs send (some flatten a long conversation into
 * hundreds of attributes, or put an embedding into an array) and bound what a hostile sender can
 * make the collector hold.
 */
public record IngestLimits(
    @Limit(value = 16 << 20, unit = "bytes", meaning = "A TraceBatch, decompressed.")
        int batchBytes,
    @Limit(value = 64 << 20, unit = "bytes", meaning = "An OTLP request, decompressed.")
        int otlpRequestBytes,
    @Limit(
            value = 200,
            unit = "times",
            meaning = "How much larger than its compressed form a message of over 8 MiB may be.")
        int inflationRatio,
    @Limit(value = 16_384, unit = "records", meaning = "Records of a TraceBatch.") int batchRecords,
    @Limit(value = 65_536, unit = "spans", meaning = "Spans of an OTLP request.")
        int otlpRequestSpans,
    @Limit(value = 65_536, unit = "records", meaning = "Log records of an OTLP request.")
        int otlpRequestLogRecords,
    @Limit(
            value = 131_072,
            unit = "numbers",
            meaning = "Data points of an OTLP request, with the numbers in their lists.")
        int otlpRequestDataPoints,
    @Limit(
            value = 65_536,
            unit = "groups",
            meaning = "Resources, scopes and metrics of an OTLP request.")
        int otlpRequestGroups,
    @Limit(value = 1024, unit = "batches", meaning = "Batches of one StreamBatches call.")
        int streamBatches,
    @Limit(value = 4 << 20, unit = "bytes", meaning = "A span or another record.") int recordBytes,
    @Limit(
            value = 400,
            unit = "days",
            meaning =
                "How far in the past a time may lie, unless its project has a retention of its"
                    + " own.")
        int ageDays,
    @Limit(value = 3600, unit = "seconds", meaning = "How far in the future a time may lie.")
        int aheadSeconds,
    @Limit(
            value = 64,
            unit = "levels",
            meaning = "Messages inside each other, counted from the batch.")
        int depth,
    @Limit(value = 128, unit = "characters", meaning = "An id that the sender chooses.")
        int idCharacters,
    @Limit(
            value = 1024,
            unit = "bytes",
            meaning = "A name or another short text: service, model, user, session, tag.")
        int nameBytes,
    @Limit(
            value = 1 << 20,
            unit = "bytes",
            meaning = "A long text: a status message, an explanation.")
        int textBytes,
    @Limit(value = 4096, unit = "attributes", meaning = "Attributes of one set.") int attributes,
    @Limit(value = 256, unit = "bytes", meaning = "The key of an attribute.") int attributeKeyBytes,
    @Limit(
            value = 1 << 20,
            unit = "bytes",
            meaning = "The value of an attribute, all of it when it is a list or nested.")
        int attributeValueBytes,
    @Limit(value = 65_536, unit = "values", meaning = "Values of one list inside an attribute.")
        int arrayValues,
    @Limit(value = 4096, unit = "events", meaning = "Events of a span.") int events,
    @Limit(value = 2048, unit = "buckets", meaning = "Buckets of a histogram.")
        int histogramBuckets,
    @Limit(value = 1024, unit = "links", meaning = "Links of a span.") int links,
    @Limit(
            value = 1024,
            unit = "entries",
            meaning = "Entries of any other list: tags, finish reasons, losses.")
        int listEntries,
    @Limit(
            value = 1024,
            unit = "fields",
            meaning = "Fields of a record that this version does not know. They are kept.")
        int unknownFields) {

  /** The largest number of tokens or lost spans that a field may report. */
  public static final long MAX_REPORTED_COUNT = 1_000_000_000_000L;

  /** A message up to this size may have any inflation ratio. */
  public static final int FREE_INFLATION_BYTES = 8 << 20;

  /**
   * One row of the documentation's table.
   *
   * @param name the limit's name
   * @param value its value here
   * @param unit what the value counts
   * @param meaning what is limited
   */
  public record Row(String name, int value, String unit, String meaning) {}

  public IngestLimits {
    requirePositive("batchBytes", batchBytes);
    requirePositive("otlpRequestBytes", otlpRequestBytes);
    requirePositive("inflationRatio", inflationRatio);
    requirePositive("streamBatches", streamBatches);
    if (depth < 8 || depth > 90) {
      // protobuf itself gives up at 100, and spans with plain attributes need 6.
      throw new IllegalArgumentException("depth: " + depth + " (expected: 8 to 90)");
    }
  }

  /** The documented defaults. */
  public static IngestLimits defaults() {
    return of(
        Arrays.stream(IngestLimits.class.getRecordComponents())
            .map(component -> component.getAnnotation(Limit.class).value())
            .toArray());
  }

  /**
   * These limits with one of them changed.
   *
   * @throws IllegalArgumentException when there is no limit of that name
   */
  public IngestLimits with(String name, int value) {
    List<Row> rows = table();
    if (rows.stream().noneMatch(row -> row.name().equals(name))) {
      throw new IllegalArgumentException("limit: \"" + name + "\" (expected: a name of the table)");
    }
    return of(
        rows.stream()
            .map(row -> (Object) (row.name().equals(name) ? value : row.value()))
            .toArray());
  }

  /** All limits with their values, in the order of declaration. */
  public List<Row> table() {
    return Arrays.stream(IngestLimits.class.getRecordComponents()).map(this::row).toList();
  }

  private Row row(RecordComponent component) {
    Limit limit = component.getAnnotation(Limit.class);
    try {
      int value = (int) component.getAccessor().invoke(this);
      return new Row(component.getName(), value, limit.unit(), limit.meaning());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("cannot read " + component, e);
    }
  }

  private static IngestLimits of(Object[] values) {
    try {
      Constructor<?> canonical = IngestLimits.class.getDeclaredConstructors()[0];
      return (IngestLimits) canonical.newInstance(values);
    } catch (java.lang.reflect.InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw refused;
      }
      throw new LinkageError("cannot make limits", e);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("cannot make limits", e);
    }
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: >= 1)");
    }
  }
}
