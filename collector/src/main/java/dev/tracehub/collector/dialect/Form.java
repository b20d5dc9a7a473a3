/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What sort of value a field takes, and how dialects write such values. */
enum Form {
  /** {@link String}, not empty. */
  TEXT {
    @Override
    @Nullable Object read(Object value) {
      return Plain.text(value);
    }
  },
  /** {@link Long}, not negative. */
  COUNT {
    @Override
    @Nullable Object read(Object value) {
      return Plain.count(value);
    }
  },
  /** {@link BigDecimal}, not negative. */
  MONEY {
    @Override
    @Nullable Object read(Object value) {
      BigDecimal amount = Plain.decimal(value);
      return amount != null && amount.signum() >= 0 ? amount : null;
    }
  },
  /** {@link Boolean}. */
  FLAG {
    @Override
    @Nullable Object read(Object value) {
      if (value instanceof Boolean) {
        return value;
      }
      String text = Plain.text(value);
      if (text == null) {
        return null;
      }
      return switch (text) {
        case "true", "True" -> true;
        case "false", "False" -> false;
        default -> null;
      };
    }
  },
  /** List of {@link String}, not empty; a text is one of them or a JSON array of them. */
  TEXTS {
    @Override
    @Nullable Object read(Object value) {
      return nullIfEmpty(Plain.texts(value));
    }
  },
  /** As TEXTS, but a text is a list separated by commas; an object is none. */
  LABELS {
    @Override
    @Nullable Object read(Object value) {
      if (!(value instanceof String text) || Plain.looksLikeJsonArray(text)) {
        return nullIfEmpty(Plain.texts(value));
      }
      List<String> labels = new ArrayList<>();
      if (!text.startsWith("{")) {
        for (String label : text.split(",", -1)) {
          addIfPresent(labels, label.strip());
        }
      }
      return nullIfEmpty(labels);
    }
  },
  /** Nanoseconds as {@link Long}; see {@link Unit}. */
  DURATION {
    @Override
    @Nullable Object read(Object value) {
      throw new UnsupportedOperationException("a duration needs its unit");
    }
  },
  /** Whatever is not empty, kept as it is until the payload is built. */
  PAYLOAD {
    @Override
    @Nullable Object read(Object value) {
      return value instanceof String text && text.isEmpty() ? null : value;
    }
  },
  /** Members of the model parameters. */
  PARAMETERS {
    @Override
    @Nullable Object read(Object value) {
      throw new UnsupportedOperationException("parameters are read one by one");
    }
  };

  private static final BigDecimal NANOS_PER_SECOND = BigDecimal.valueOf(1_000_000_000);
  private static final BigDecimal NANOS_PER_MILLI = BigDecimal.valueOf(1_000_000);

  /** How a duration is written. */
  enum Unit {
    SECONDS,
    MILLIS,
    /** The moment of its end; it began with the span. */
    TIME
  }

  /**
   * The value in this form; null when it is empty or something else.
   *
   * @param value a value as {@link Plain} holds it
   */
  abstract @Nullable Object read(Object value);

  /** The nanoseconds of a duration; null when the value is none. */
  static @Nullable Long readDuration(Object value, Unit unit, long startNanos) {
    if (unit == Unit.TIME) {
      Long end = readTime(value);
      return end != null && end > startNanos ? (Long) (end - startNanos) : null;
    }
    BigDecimal amount = Plain.decimal(value);
    if (amount == null || amount.signum() <= 0) {
      return null;
    }
    BigDecimal nanos = amount.multiply(unit == Unit.SECONDS ? NANOS_PER_SECOND : NANOS_PER_MILLI);
    return nanos.precision() - nanos.scale() > 18 ? null : (Long) nanos.longValue();
  }

  private static @Nullable Long readTime(Object value) {
    String text = Plain.text(value);
    if (text == null) {
      return null;
    }
    try {
      Instant time = Instant.parse(text);
      return Math.addExact(
          Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
    } catch (DateTimeParseException | ArithmeticException e) {
      return null;
    }
  }

  private static void addIfPresent(List<String> labels, String label) {
    if (!label.isEmpty()) {
      labels.add(label);
    }
  }

  private static @Nullable Object nullIfEmpty(List<String> texts) {
    return texts.isEmpty() ? null : texts;
  }
}
