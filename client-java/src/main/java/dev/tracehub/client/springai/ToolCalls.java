/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.springai;

import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.SpanType;
import java.util.List;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.observation.ToolCallingObservationContext;

/** Executions of tools. */
final class ToolCalls implements Observed<ToolCallingObservationContext> {

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
    String result = context.getToolCallResult();
    if (result != null) {
      span.ok();
      if (settings.content()) {
        span.output(result);
      }
    }
  }
}
