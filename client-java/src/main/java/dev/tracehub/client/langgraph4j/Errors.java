/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.langgraph4j;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.bsc.langgraph4j.GraphRunnerException;

/** What went wrong, without the wrappings of those who only waited for it. */
final class Errors {

  private Errors() {}

  static Throwable cause(Throwable error) {
    Throwable found = error;
    for (int depth = 0; depth < 8; depth++) {
      Throwable cause = found.getCause();
      if (cause == null || !isWrapping(found)) {
        return found;
      }
      found = cause;
    }
    return found;
  }

  private static boolean isWrapping(Throwable error) {
    return error instanceof CompletionException
        || error instanceof ExecutionException
        || error instanceof GraphRunnerException;
  }
}
