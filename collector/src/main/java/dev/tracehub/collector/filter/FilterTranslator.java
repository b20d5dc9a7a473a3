/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.filter;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.tracehub.storage.Filter;
import dev.tracehub.storage.Filter.Field;
import dev.tracehub.storage.Filter.MatchKind;
import dev.tracehub.storage.Filter.Operator;
import dev.tracehub.storage.Filter.Value;
import dev.tracehub.storage.SpanField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns one checked tree into a filter. For one tree and one thread. */
final class FilterTranslator {

  private static final String AND = "_&&_";
  private static final String OR = "_||_";
  private static final String NOT = "!_";
  private static final String IN = "@in";

  private static final Map<String, Operator> COMPARISONS =
      Map.of(
          "_==_", Operator.EQ,
          "_!=_", Operator.NE,
          "_<_", Operator.LT,
          "_<=_", Operator.LE,
          "_>_", Operator.GT,
          "_>=_", Operator.GE);

  private static final Map<String, MatchKind> MATCHES =
      Map.of(
          "startsWith", MatchKind.STARTS_WITH,
          "endsWith", MatchKind.ENDS_WITH,
          "contains", MatchKind.CONTAINS,
          "matches", MatchKind.REGEX);

  private final CelAbstractSyntaxTree ast;
  private final Positions positions;
  private final Operands operands;

  FilterTranslator(CelAbstractSyntaxTree ast) {
    this.ast = ast;
    this.positions = new Positions(ast.getSource());
    this.operands = new Operands(positions);
  }

  Filter translate() {
    return condition(ast.getExpr());
  }

  private Filter condition(CelExpr expr) {
    Optional<Field> field = operands.field(expr);
    if (field.isPresent()) {
      return new Filter.Compare(field.get(), Operator.EQ, new Value.Bool(true));
    }
    ExprKind.Kind kind = expr.getKind();
    if (kind == ExprKind.Kind.CALL) {
      return call(expr, expr.call());
    }
    if (kind == ExprKind.Kind.SELECT && expr.select().testOnly()) {
      return new Filter.Has(operands.tested(expr));
    }
    if (kind == ExprKind.Kind.CONSTANT
        && expr.constant().getKind() == CelConstant.Kind.BOOLEAN_VALUE) {
      return expr.constant().booleanValue() ? Filter.ALL : new Filter.Or(List.of());
    }
    throw positions.fault(expr, operands.describe(expr) + " (expected: a condition on a field)");
  }

  private Filter call(CelExpr expr, CelCall call) {
    String function = call.function();
    Operator operator = COMPARISONS.get(function);
    if (operator != null) {
      return comparison(operator, call.args());
    }
    MatchKind matchKind = MATCHES.get(function);
    if (matchKind != null) {
      return match(call, matchKind);
    }
    return switch (function) {
      case AND -> new Filter.And(flatten(expr, AND, new ArrayList<>()));
      case OR -> new Filter.Or(flatten(expr, OR, new ArrayList<>()));
      case NOT -> new Filter.Not(condition(call.args().get(0)));
      case IN -> membership(expr, call.args().get(0), call.args().get(1));
      default ->
          throw positions.fault(
              expr,
              operands.describe(expr)
                  + " (expected: comparisons of a field with a constant, in, startsWith,"
                  + " endsWith, contains, matches, has, && || !)");
    };
  }

  /** CEL's parser makes a balanced tree of a && b && c; one list of operands is what was meant. */
  private List<Filter> flatten(CelExpr expr, String function, List<Filter> into) {
    if (expr.getKind() == ExprKind.Kind.CALL && expr.call().function().equals(function)) {
      for (CelExpr operand : expr.call().args()) {
        flatten(operand, function, into);
      }
    } else {
      into.add(condition(expr));
    }
    return into;
  }

  private Filter comparison(Operator operator, List<CelExpr> sides) {
    CelExpr left = sides.get(0);
    CelExpr right = sides.get(1);
    Optional<Field> field = operands.field(left);
    if (field.isPresent()) {
      return compare(field.get(), operator, right);
    }
    Optional<Field> mirrored = operands.field(right);
    if (mirrored.isPresent()) {
      return compare(mirrored.get(), mirror(operator), left);
    }
    throw positions.fault(left, operands.describe(left) + " (expected: a field on one side)");
  }

  private Filter compare(Field field, Operator operator, CelExpr constant) {
    Value value = operands.constant(field, constant);
    if (operator == Operator.EQ || operator == Operator.NE) {
      operands.checkNamed(field, value, constant);
    }
    return new Filter.Compare(field, operator, value);
  }

  private static Operator mirror(Operator operator) {
    return switch (operator) {
      case EQ, NE -> operator;
      case LT -> Operator.GT;
      case LE -> Operator.GE;
      case GT -> Operator.LT;
      case GE -> Operator.LE;
    };
  }

  private Filter membership(CelExpr expr, CelExpr element, CelExpr container) {
    if (container.getKind() == ExprKind.Kind.LIST) {
      Field field =
          operands
              .field(element)
              .orElseThrow(
                  () ->
                      positions.fault(
                          element, operands.describe(element) + " (expected: a field before in)"));
      return new Filter.In(field, constants(field, container));
    }
    if (operands.isMap(container)) {
      return new Filter.Has(
          operands.attribute(container.ident().name(), operands.text(element), element));
    }
    if (operands.field(container).orElse(null) instanceof Field.Known known
        && known.field().kind() == SpanField.Kind.TEXT_LIST) {
      return new Filter.ListHas(known.field(), operands.text(element));
    }
    throw positions.fault(
        expr,
        "in "
            + operands.describe(container)
            + " (expected: a list of constants, tags, finish_reasons, attributes or"
            + " resource_attributes)");
  }

  private List<Value> constants(Field field, CelExpr list) {
    List<Value> values = new ArrayList<>();
    for (CelExpr element : list.list().elements()) {
      Value value = operands.constant(field, element);
      operands.checkNamed(field, value, element);
      values.add(value);
    }
    return values;
  }

  /** Both forms: {@code name.matches("a")} and {@code matches(name, "a")}. */
  private Filter match(CelCall call, MatchKind kind) {
    CelExpr subject = call.target().orElseGet(() -> call.args().get(0));
    CelExpr pattern = call.args().get(call.args().size() - 1);
    Field field =
        operands
            .field(subject)
            .orElseThrow(
                () ->
                    positions.fault(subject, operands.describe(subject) + " (expected: a field)"));
    String text = operands.text(pattern);
    if (kind == MatchKind.REGEX) {
      Regexes.problemOf(text)
          .ifPresent(
              problem -> {
                throw positions.fault(pattern, problem);
              });
    }
    return new Filter.Match(field, kind, text);
  }
}
