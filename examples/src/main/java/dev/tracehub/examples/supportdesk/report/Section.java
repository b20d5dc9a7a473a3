/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.report;

/** A part of the report: prints what Tracehub answers and compares it with the application. */
interface Section {
  void print(Terminal terminal, Agreement agreement);
}
