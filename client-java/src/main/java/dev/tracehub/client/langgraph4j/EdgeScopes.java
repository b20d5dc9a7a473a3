/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.langgraph4j;

import dev.tracehub.client.Scope;
import java.util.concurrent.CompletableFuture;
import org.bsc.langgraph4j.RunnableConfig;
import org.bsc.langgraph4j.action.AsyncCommandAction;
import org.bsc.langgraph4j.action.Command;
import org.bsc.langgraph4j.hook.EdgeHook;
import org.bsc.langgraph4j.state.AgentState;

/** Model calls that decide where to go belong to the node that is left. */
final class EdgeScopes<S extends AgentState> implements EdgeHook.WrapCall<S> {

  @Override
  public CompletableFuture<Command> applyWrap(
      String source, S state, RunnableConfig config, AsyncCommandAction<S> action) {
    RunProgress progress = GraphRuns.progressOf(config);
    if (progress == null) {
      return action.apply(state, config);
    }
    Scope scope = progress.makeCurrent(source);
    try {
      return action.apply(state, config);
    } finally {
      scope.close();
    }
  }
}
