/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import java.lang.StackWalker.StackFrame;
import java.util.Set;
import java.util.stream.Stream;

/** Finds where an application calls the recording of graph runs. */
final class SourceReference {

  private static final StackWalker WALKER = StackWalker.getInstance();

  private static final Set<String> OWN =
      Set.of(
          SourceReference.class.getName(),
          NodeBuilder.class.getName(),
          LiveNode.class.getName(),
          LiveRun.class.getName());

  private SourceReference() {}

  /** The caller in the form of a stack trace, which editors open; empty when there is none. */
  static String ofCaller() {
    return WALKER.walk(SourceReference::first);
  }

  /** The walk is lazy: it reads no frame behind the one that it is for. */
  private static String first(Stream<StackFrame> frames) {
    return frames
        .filter(frame -> !OWN.contains(frame.getClassName()))
        .findFirst()
        .map(SourceReference::text)
        .orElse("");
  }

  private static String text(StackFrame frame) {
    String method = frame.getClassName() + "." + frame.getMethodName();
    return frame.getFileName() == null
        ? method
        : method + "(" + frame.getFileName() + ":" + frame.getLineNumber() + ")";
  }
}
