/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import dev.tracehub.v1.AttributeValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What was found in the attributes of one span so far: of each field the best value, and which
 * attributes are told in full by the fields. For one span.
 */
final class Reading {

  /** Where a value came from that no attribute holds as it is. */
  static final int NOWHERE = -1;

  private final Map<Field, Found> best = new EnumMap<>(Field.class);
  private final Set<Field> used = EnumSet.noneOf(Field.class);
  private final BitSet told = new BitSet();
  private final List<Found> late = new ArrayList<>(2);
  private final Map<String, Long> rawUsage = new HashMap<>();
  private final Map<String, AttributeValue> parameters = new LinkedHashMap<>();
  private final long startNanos;

  private record Found(Binding binding, Object value, int origin) {}

  Reading(long startNanos) {
    this.startNanos = startNanos;
  }

  /** Whether a value of this source would be taken. */
  boolean canWin(Binding binding) {
    Found found = best.get(binding.field());
    return found == null || binding.rank() < found.binding().rank();
  }

  /**
   * Offers a value of a dialect.
   *
   * @param value as {@link Plain} holds it
   * @param origin index of the attribute that holds just this value, or {@link #NOWHERE}
   */
  void offer(Binding binding, Object value, int origin) {
    if (!canWin(binding)) {
      return;
    }
    if (binding.condition().differs() != null) {
      late.add(new Found(binding, value, origin));
      return;
    }
    Object read = binding.read(value, startNanos);
    if (read != null) {
      put(binding, read, tellsAll(binding, value, read) ? origin : NOWHERE);
    }
  }

  /** Whether the field, once it has this value, tells all that the attribute tells. */
  private static boolean tellsAll(Binding binding, Object value, Object read) {
    if (value instanceof List<?> list && read instanceof List<?> texts) {
      return list.equals(texts);
    }
    return binding.condition().is().isEmpty();
  }

  /** Takes a value that is in the field's form already. */
  void put(Binding binding, Object value, int origin) {
    best.put(binding.field(), new Found(binding, value, origin));
  }

  /** Decides what depends on other fields. Call once, after everything was offered. */
  void settle() {
    for (Found candidate : late) {
      Binding binding = candidate.binding();
      Field other = binding.condition().differs();
      Object read = binding.read(candidate.value(), startNanos);
      if (read != null && other != null && canWin(binding) && !read.equals(get(other))) {
        put(binding, read, candidate.origin());
      }
    }
  }

  private @Nullable Object get(Field field) {
    Found found = best.get(field);
    return found == null ? null : found.value();
  }

  boolean has(Field field) {
    return get(field) != null;
  }

  /** Where the value of a field came from; null when it has none. */
  @Nullable Binding winner(Field field) {
    Found found = best.get(field);
    return found == null ? null : found.binding();
  }

  int origin(Field field) {
    Found found = best.get(field);
    return found == null ? NOWHERE : found.origin();
  }

  /** A text without making use of it; empty when there is none. */
  String peek(Field field) {
    return get(field) instanceof String text ? text : "";
  }

  /**
   * Makes use of a text under another spelling. An attribute that spells it differently tells more
   * than the field and stays.
   */
  String respelt(Field field, UnaryOperator<String> spelling) {
    String text = peek(field);
    String canonical = spelling.apply(text);
    if (canonical.equals(text)) {
      used.add(field);
    }
    return canonical;
  }

  /** Makes use of a field: an attribute that holds its value needs no second place. */
  String text(Field field) {
    used.add(field);
    return peek(field);
  }

  @SuppressWarnings("unchecked") // The forms TEXTS and LABELS read lists of strings.
  List<String> texts(Field field) {
    use(field);
    return get(field) instanceof List<?> list ? (List<String>) list : List.of();
  }

  @Nullable Long count(Field field) {
    use(field);
    return get(field) instanceof Long number ? number : null;
  }

  /** A count that fits an int, -1 when there is none. */
  int smallCount(Field field) {
    if (!(get(field) instanceof Long number) || number > Integer.MAX_VALUE) {
      return -1;
    }
    use(field);
    return number.intValue();
  }

  @Nullable BigDecimal money(Field field) {
    use(field);
    return get(field) instanceof BigDecimal amount ? amount : null;
  }

  boolean flag(Field field) {
    use(field);
    return Boolean.TRUE.equals(get(field));
  }

  @Nullable Object payload(Field field) {
    return get(field);
  }

  private void use(Field field) {
    tell(origin(field));
  }

  /** Notes that the fields tell an attribute in full. */
  void tell(int origin) {
    if (origin != NOWHERE) {
      told.set(origin);
    }
  }

  /** Whether the fields tell an attribute in full, so that it may leave the attributes. */
  boolean isTold(int origin, Object value, @Nullable AttributeRule rule) {
    if (told.get(origin)) {
      return true;
    }
    if (rule == null || !(value instanceof String)) {
      return false;
    }
    for (Binding binding : rule.bindings()) {
      if (used.contains(binding.field()) && value.equals(get(binding.field()))) {
        return true;
      }
    }
    return false;
  }

  /** The dialect's own token numbers under its own names. */
  Map<String, Long> rawUsage() {
    return rawUsage;
  }

  Map<String, AttributeValue> parameters() {
    return parameters;
  }
}
