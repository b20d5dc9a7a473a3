/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Records runs of LangGraph4j's graphs. Needs {@code org.bsc.langgraph4j:langgraph4j-core} on the
 * class path, which the client itself does not bring.
 */
@NullMarked
package dev.tracehub.client.langgraph4j;

import org.jspecify.annotations.NullMarked;
