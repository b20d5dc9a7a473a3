/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.filter;

import dev.cel.common.CelSource;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelExpr;

/** Knows where in the text the parts of a tree stand. */
record Positions(CelSource source) {

  /** A fault at an operand, an operator or the parenthesis of a call. */
  InvalidFilterException fault(CelExpr at, String problem) {
    int offset = source.getPositionsMap().getOrDefault(at.id(), 0);
    CelSourceLocation location =
        source.getOffsetLocation(offset).orElse(CelSourceLocation.of(1, 0));
    return new InvalidFilterException(location.getLine(), location.getColumn() + 1, problem);
  }
}
