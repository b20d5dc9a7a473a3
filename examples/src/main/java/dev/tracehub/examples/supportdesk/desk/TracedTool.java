/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.desk;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.SpanType;
import dev.tracehub.client.Tracehub;

/** Records each execution of a tool as a TOOL span. */
final class TracedTool implements ToolExecutor {

  private final ToolExecutor tool;
  private final Tracehub tracehub;
  private final Tally tally;

  TracedTool(ToolExecutor tool, Tracehub tracehub, Tally tally) {
    this.tool = tool;
    this.tracehub = tracehub;
    this.tally = tally;
  }

  @Override
  public String execute(ToolExecutionRequest request, Object session) {
    tally.count("TOOL");
    try (LiveSpan span = tracehub.span(request.name()).type(SpanType.TOOL).start()) {
      span.operation("execute_tool").tool(request.name(), request.id());
      span.inputJson(request.arguments());
      String result = tool.execute(request, session);
      span.output(result).ok();
      return result;
    }
  }
}
