/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.springai;

import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.SpanType;
import io.micrometer.observation.Observation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.execution.ToolExecutionException;
import org.springframework.ai.tool.observation.ToolCallingObservationContext;

/**
 * Executions of tools. None is declared a success: a tool that fails has a result too, which Spring
 * AI makes of its exception.
 */
final class ToolCalls implements Observed<ToolCallingObservationContext> {

  /** Where an observation has the exception of which its result was made. */
  private static final Object ERROR = new Object();

  /** Remembers the exception where the observation is a tool's: a manager may observe nothing. */
  static void failed(@Nullable Observation current, ToolExecutionException exception) {
    if (current != null && current.getContext() instanceof ToolCallingObservationContext context) {
      context.put(ERROR, exception);
    }
  }

  /** The names of the tools that a model may call. */
  static List<String> names(ToolCallingChatOptions options) {
    return options.getToolCallbacks() == null
        ? List.of()
        : options.getToolCallbacks().stream().map(tool -> tool.getToolDefinition().name()).toList();
  }

  @Override
  public Class<ToolCallingObservationContext> context() {
    return ToolCallingObservationContext.class;
  }

  @Override
  public String name(ToolCallingObservationContext context) {
    return context.getToolDefinition().name();
  }

  @Override
  public SpanType type(ToolCallingObservationContext context) {
    return SpanType.TOOL;
  }

  @Override
  public void started(LiveSpan span, ToolCallingObservationContext context, Settings settings) {
    span.operation("execute_tool")
        .tool(context.getToolDefinition().name(), context.getToolCallId());
    if (settings.content()) {
      span.inputJson(context.getToolCallArguments());
    }
  }

  @Override
  public void stopped(LiveSpan span, ToolCallingObservationContext context, Settings settings) {
    if (context.get(ERROR) instanceof Throwable error) {
      failed(span, error);
    }
    String result = context.getToolCallResult();
    if (result != null && settings.content()) {
      span.output(result);
    }
  }

  /** The application's own error, whatever its text looks like. */
  @Override
  public void failed(LiveSpan span, Throwable error) {
    Throwable cause = error instanceof ToolExecutionException ? error.getCause() : null;
    span.error(cause == null ? error : cause);
  }
}
