/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Asks Tracehub what it recorded, prints it, and compares it with what the application counted. */
@NullMarked
package dev.tracehub.examples.supportdesk.report;

import org.jspecify.annotations.NullMarked;
