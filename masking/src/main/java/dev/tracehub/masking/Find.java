/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

/**
 * A part of a text that is to be masked.
 *
 * @param family what it is
 * @param from where it begins
 * @param to where it ends
 */
public record Find(Family family, int from, int to) {

  /** This and another one that it overlaps. */
  Find with(Find other) {
    return new Find(family, Math.min(from, other.from), Math.max(to, other.to));
  }
}
