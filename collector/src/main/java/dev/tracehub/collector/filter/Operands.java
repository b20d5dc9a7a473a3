/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.filter;

import com.google.protobuf.util.Timestamps;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.tracehub.storage.Filter.Field;
import dev.tracehub.storage.Filter.Value;
import dev.tracehub.storage.SpanField;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.StatusCode;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the leaves of conditions: fields and constants. */
record Operands(Positions positions) {

  /** Fields whose values are names of an enum: a misspelt one would match nothing, silently. */
  private static final Map<SpanField, List<String>> NAMES =
      Map.of(
          SpanField.TYPE, names(SpanType.values(), "SPAN_TYPE_", SpanType.SPAN_TYPE_UNSPECIFIED),
          SpanField.STATUS, names(StatusCode.values(), "STATUS_CODE_", null));

  private static List<String> names(Enum<?>[] values, String prefix, @Nullable Enum<?> without) {
    return Arrays.stream(values)
        .filter(value -> value != without && !value.name().equals("UNRECOGNIZED"))
        .map(value -> value.name().substring(prefix.length()))
        .toList();
  }

  /** The field that an expression names; empty when it is something else. */
  Optional<Field> field(CelExpr expr) {
    return switch (expr.getKind()) {
      case IDENT -> known(expr);
      case SELECT -> expr.select().testOnly() ? Optional.empty() : Optional.of(selected(expr));
      case CALL -> isIndex(expr) ? Optional.of(indexed(expr)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Field> known(CelExpr expr) {
    return Optional.ofNullable(SpanEnvironment.FIELDS.get(expr.ident().name()))
        .map(Field.Known::new);
  }

  /** The attribute that {@code has(attributes.key)} asks about. */
  Field tested(CelExpr expr) {
    return selected(expr);
  }

  private Field selected(CelExpr expr) {
    CelExpr map = expr.select().operand();
    if (!isMap(map)) {
      throw positions.fault(
          expr,
          describe(expr)
              + " (expected: attributes.key, or attributes[\"a.b\"] for a key with dots)");
    }
    return attribute(map.ident().name(), expr.select().field(), expr);
  }

  private static boolean isIndex(CelExpr expr) {
    return expr.call().function().equals("_[_]");
  }

  private Field indexed(CelExpr expr) {
    CelExpr map = expr.call().args().get(0);
    CelExpr key = expr.call().args().get(1);
    if (!isMap(map)) {
      throw positions.fault(
          expr, "an index into a value (expected: attributes[\"key\"] with one key)");
    }
    return attribute(map.ident().name(), text(key), key);
  }

  /** Whether an expression is one of the maps of attributes. */
  boolean isMap(CelExpr expr) {
    return expr.getKind() == ExprKind.Kind.IDENT
        && (expr.ident().name().equals(SpanEnvironment.ATTRIBUTES)
            || expr.ident().name().equals(SpanEnvironment.RESOURCE_ATTRIBUTES));
  }

  Field attribute(String map, String key, CelExpr at) {
    if (key.isEmpty()) {
      throw positions.fault(at, "\"\" (expected: the key of an attribute)");
    }
    return map.equals(SpanEnvironment.ATTRIBUTES)
        ? new Field.Attribute(key)
        : new Field.ResourceAttribute(key);
  }

  /** The text that an expression is. */
  String text(CelExpr expr) {
    if (expr.getKind() != ExprKind.Kind.CONSTANT
        || expr.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
      throw positions.fault(expr, describe(expr) + " (expected: a text constant)");
    }
    return expr.constant().stringValue();
  }

  /** The constant that an expression is, to be compared with a field. */
  Value constant(Field field, CelExpr expr) {
    boolean time = field.equals(new Field.Known(SpanField.START_TIME));
    if (time && expr.getKind() == ExprKind.Kind.CALL) {
      return new Value.Whole(timestamp(expr));
    }
    if (!time && expr.getKind() == ExprKind.Kind.CONSTANT) {
      return plain(expr);
    }
    if (field instanceof Field.Known known && known.field().kind() == SpanField.Kind.TEXT_LIST) {
      String name = known.field().filterName();
      throw positions.fault(
          expr, name + " holds several values (expected: \"text\" in " + name + ")");
    }
    throw positions.fault(
        expr,
        describe(expr)
            + (time
                ? " (expected: timestamp(\"2026-01-31T12:00:00Z\"))"
                : " (expected: a constant)"));
  }

  private Value plain(CelExpr expr) {
    CelConstant constant = expr.constant();
    return switch (constant.getKind()) {
      case STRING_VALUE -> new Value.Text(constant.stringValue());
      case INT64_VALUE -> new Value.Whole(constant.int64Value());
      case DOUBLE_VALUE -> new Value.Real(constant.doubleValue());
      case BOOLEAN_VALUE -> new Value.Bool(constant.booleanValue());
      case NULL_VALUE ->
          throw positions.fault(
              expr,
              "null (expected: a text, number or truth value; \"key\" in attributes asks for presence)");
      default ->
          throw positions.fault(
              expr, describe(expr) + " (expected: a text, number or truth value)");
    };
  }

  /** CEL does not look inside timestamp(...) before it evaluates, and no store evaluates it. */
  private long timestamp(CelExpr expr) {
    CelCall call = expr.call();
    if (!call.function().equals("timestamp") || call.args().size() != 1) {
      throw positions.fault(
          expr, describe(expr) + " (expected: timestamp(\"2026-01-31T12:00:00Z\"))");
    }
    CelExpr argument = call.args().get(0);
    String text = text(argument);
    try {
      return Timestamps.toNanos(Timestamps.parse(text));
    } catch (ParseException e) {
      throw positions.fault(
          argument, "\"" + text + "\" (expected: RFC 3339, e.g. 2026-01-31T12:00:00Z)");
    } catch (ArithmeticException e) {
      throw positions.fault(argument, "\"" + text + "\" (expected: a year from 1678 to 2261)");
    }
  }

  /** Refuses names that the field never has. */
  void checkNamed(Field field, Value value, CelExpr at) {
    List<String> names =
        field instanceof Field.Known known
            ? NAMES.getOrDefault(known.field(), List.of())
            : List.of();
    if (!names.isEmpty() && value instanceof Value.Text text && !names.contains(text.text())) {
      throw positions.fault(
          at, "\"" + text.text() + "\" (expected: one of " + String.join(", ", names) + ")");
    }
  }

  /** Names an expression in a message. */
  String describe(CelExpr expr) {
    return switch (expr.getKind()) {
      case IDENT -> expr.ident().name();
      case SELECT -> describe(expr.select().operand()) + "." + expr.select().field();
      case CONSTANT -> "a constant";
      case CALL -> Names.ofFunction(expr.call().function());
      case LIST -> "a list";
      case MAP -> "a map";
      case STRUCT -> "a message";
      case COMPREHENSION -> "a macro over a list";
      default -> "an empty expression";
    };
  }
}
