/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.questions;

/** Answers questions by name. */
interface Answerer {

  /**
   * Asks and takes the whole answer.
   *
   * @return how many rows it has
   */
  int ask(String question, Moment moment);
}
