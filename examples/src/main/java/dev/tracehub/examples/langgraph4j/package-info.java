/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A graph that drafts, reviews and drafts again, written with LangGraph4j. */
@NullMarked
package dev.tracehub.examples.langgraph4j;

import org.jspecify.annotations.NullMarked;
