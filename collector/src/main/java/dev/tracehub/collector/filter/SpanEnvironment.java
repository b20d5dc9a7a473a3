/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.filter;

import static dev.cel.common.CelFunctionDecl.newFunctionDeclaration;
import static dev.cel.common.CelOverloadDecl.newGlobalOverload;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.tracehub.storage.SpanField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What CEL is told about spans: variables, their types, and operators between whole and real. */
final class SpanEnvironment {

  static final String ATTRIBUTES = "attributes";
  static final String RESOURCE_ATTRIBUTES = "resource_attributes";

  /** The known fields by their names in filters. */
  static final Map<String, SpanField> FIELDS =
      Arrays.stream(SpanField.values())
          .collect(Collectors.toUnmodifiableMap(SpanField::filterName, Function.identity()));

  static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(FilterParser.MAX_LENGTH)
          .maxParseRecursionDepth(FilterParser.MAX_DEPTH)
          .enableHeterogeneousNumericComparisons(true)
          .build();

  /** Immutable and thread-safe. */
  static final CelCompiler COMPILER = compiler();

  private SpanEnvironment() {}

  private static CelCompiler compiler() {
    CelType values = MapType.create(SimpleType.STRING, SimpleType.DYN);
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setResultType(SimpleType.BOOL)
            .addVar(ATTRIBUTES, values)
            .addVar(RESOURCE_ATTRIBUTES, values)
            .addFunctionDeclarations(numericOverloads());
    for (SpanField field : SpanField.values()) {
      builder.addVar(field.filterName(), typeOf(field));
    }
    return builder.build();
  }

  static CelType typeOf(SpanField field) {
    if (field == SpanField.START_TIME) {
      return SimpleType.TIMESTAMP;
    }
    return switch (field.kind()) {
      case TEXT -> SimpleType.STRING;
      case WHOLE -> SimpleType.INT;
      case REAL -> SimpleType.DOUBLE;
      case BOOL -> SimpleType.BOOL;
      case TEXT_LIST -> ListType.create(SimpleType.STRING);
    };
  }

  /**
   * CEL orders whole and real numbers among each other, but its == wants one type on both sides.
   * People write {@code latency_ms == 500} all the same.
   */
  private static List<CelFunctionDecl> numericOverloads() {
    List<CelFunctionDecl> declarations = new ArrayList<>();
    for (String equality : List.of("_==_", "_!=_")) {
      declarations.add(
          newFunctionDeclaration(
              equality,
              newGlobalOverload(
                  equality + "int_double", SimpleType.BOOL, SimpleType.INT, SimpleType.DOUBLE),
              newGlobalOverload(
                  equality + "double_int", SimpleType.BOOL, SimpleType.DOUBLE, SimpleType.INT)));
    }
    declarations.add(
        newFunctionDeclaration(
            "@in",
            newGlobalOverload(
                "@in_int_doubles",
                SimpleType.BOOL,
                SimpleType.INT,
                ListType.create(SimpleType.DOUBLE)),
            newGlobalOverload(
                "@in_double_ints",
                SimpleType.BOOL,
                SimpleType.DOUBLE,
                ListType.create(SimpleType.INT))));
    return declarations;
  }
}
