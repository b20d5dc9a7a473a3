/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.langgraph4j;

import dev.tracehub.client.Scope;
import dev.tracehub.client.genai.Quietly;
import java.util.concurrent.CompletableFuture;
import org.bsc.async.AsyncGenerator;
import org.bsc.langgraph4j.NodeOutput;
import org.bsc.langgraph4j.action.InterruptionMetadata;
import org.bsc.langgraph4j.state.AgentState;

/**
 * The outputs of one run, which drive it: the graph goes on when the next one is asked for, on the
 * thread that asks.
 */
final class RecordedStream<S extends AgentState> extends AsyncGenerator.WithResult<NodeOutput<S>> {

  private final GraphRuns runs;
  private final boolean content;

  RecordedStream(AsyncGenerator<NodeOutput<S>> outputs, GraphRuns runs, boolean content) {
    super(outputs);
    this.runs = runs;
    this.content = content;
  }

  @Override
  public AsyncGenerator.Data<NodeOutput<S>> next() {
    AsyncGenerator.Data<NodeOutput<S>> next;
    Scope scope = runs.root().makeCurrent();
    try {
      next = super.next();
    } catch (RuntimeException | Error e) {
      runs.end(e);
      throw e;
    } finally {
      scope.close();
    }
    Quietly.describe(() -> look(next));
    return next;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Whoever reads the outputs sees the error.
  private void look(AsyncGenerator.Data<NodeOutput<S>> next) {
    if (next.isDone()) {
      if (next.resultValue() instanceof InterruptionMetadata<?> interruption) {
        runs.root().span().attribute("graph.interrupted_after", interruption.nodeId());
      }
      runs.end();
      return;
    }
    CompletableFuture<NodeOutput<S>> output = next.future();
    if (output != null) {
      // Usually there already; what fails later fails the run too.
      output.whenComplete(
          (value, error) -> {
            if (error != null) {
              runs.end(error);
            } else if (content && value.isEND()) {
              Quietly.describe(
                  () -> runs.root().span().outputJson(States.json(value.state().data())));
            }
          });
    }
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    runs.root().span().attribute("graph.cancelled", true);
    runs.end();
    return cancelled;
  }
}
