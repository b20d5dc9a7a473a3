/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.SpanType;
import dev.tracehub.client.Tracehub;
import dev.tracehub.client.genai.Quietly;

/** Records executions of a tool. */
final class TracedToolExecutor implements ToolExecutor {

  private final Tracehub tracehub;
  private final ToolExecutor tool;

  TracedToolExecutor(Tracehub tracehub, ToolExecutor tool) {
    this.tracehub = tracehub;
    this.tool = tool;
  }

  @Override
  public String execute(ToolExecutionRequest request, Object memoryId) {
    try (LiveSpan span = start(request)) {
      try {
        String result = tool.execute(request, memoryId);
        span.output(result).ok();
        return result;
      } catch (RuntimeException | Error e) {
        span.error(e);
        throw e;
      }
    }
  }

  @Override
  public ToolExecutionResult executeWithContext(
      ToolExecutionRequest request, InvocationContext context) {
    try (LiveSpan span = start(request)) {
      try {
        ToolExecutionResult result = tool.executeWithContext(request, context);
        Quietly.describe(() -> describe(span, result));
        return result;
      } catch (RuntimeException | Error e) {
        span.error(e);
        throw e;
      }
    }
  }

  private static void describe(LiveSpan span, ToolExecutionResult result) {
    span.output(result.resultText());
    if (result.isError()) {
      span.error("tool_error", result.resultText());
    } else {
      span.ok();
    }
  }

  private LiveSpan start(ToolExecutionRequest request) {
    LiveSpan span = tracehub.span(request.name()).type(SpanType.TOOL).start();
    return span.operation("execute_tool")
        .tool(request.name(), request.id())
        .inputJson(request.arguments());
  }
}
