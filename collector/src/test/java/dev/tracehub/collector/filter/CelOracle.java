/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.filter;

import com.google.protobuf.util.Timestamps;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.SpanValues;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Span;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What CEL itself says about a filter and a span. All variables are declared as dyn, so that the
 * answer comes from CEL's evaluator and not from the types that filters declare.
 */
final class CelOracle {

  private final CelCompiler compiler = compiler();
  private final CelRuntime runtime =
      CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(SpanEnvironment.OPTIONS).build();

  private static CelCompiler compiler() {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(SpanEnvironment.OPTIONS)
            .setStandardMacros(CelStandardMacro.HAS)
            .addVar("attributes", SimpleType.DYN)
            .addVar("resource_attributes", SimpleType.DYN);
    for (SpanField field : SpanField.values()) {
      builder.addVar(field.filterName(), SimpleType.DYN);
    }
    return builder.build();
  }

  /** Makes a filter ready to be asked of spans. */
  Question question(String filter) throws CelValidationException, CelEvaluationException {
    return new Question(runtime.createProgram(compiler.compile(filter).getAst()));
  }

  /** A filter. */
  record Question(CelRuntime.Program program) {

    /** The answer; empty where CEL has none, e.g. because an attribute is absent. */
    Optional<Boolean> ask(Span span) {
      try {
        // An absent variable makes a result unknown.
        return program.eval(variables(span)) instanceof Boolean known
            ? Optional.of(known)
            : Optional.empty();
      } catch (CelEvaluationException e) {
        return Optional.empty();
      }
    }
  }

  private static Map<String, Object> variables(Span span) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("attributes", values(span.getAttributesMap()));
    variables.put("resource_attributes", values(span.getResourceAttributesMap()));
    for (SpanField field : SpanField.values()) {
      value(span, field).ifPresent(value -> variables.put(field.filterName(), value));
    }
    return variables;
  }

  private static Optional<Object> value(Span span, SpanField field) {
    if (field == SpanField.START_TIME) {
      return Optional.of(Timestamps.fromNanos(span.getStartTimeUnixNano()));
    }
    return switch (field.kind()) {
      case TEXT -> Optional.of(SpanValues.text(span, field));
      case BOOL -> Optional.of(SpanValues.bool(span, field));
      case TEXT_LIST -> Optional.of(SpanValues.list(span, field));
      case WHOLE ->
          SpanValues.whole(span, field).stream().boxed().map(Object.class::cast).findFirst();
      case REAL ->
          SpanValues.real(span, field).stream().boxed().map(Object.class::cast).findFirst();
    };
  }

  private static Map<String, Object> values(Map<String, AttributeValue> attributes) {
    return attributes.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> value(entry.getValue())));
  }

  private static Object value(AttributeValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> value.getBoolValue();
      case INT_VALUE -> value.getIntValue();
      case DOUBLE_VALUE -> value.getDoubleValue();
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream().map(CelOracle::value).toList();
      case MAP_VALUE -> values(value.getMapValue().getEntriesMap());
      case BYTES_VALUE, VALUE_NOT_SET ->
          throw new AssertionError("the generator makes no " + value.getValueCase());
    };
  }
}
