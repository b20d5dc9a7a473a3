/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Records what LangChain4j does. Needs {@code dev.langchain4j:langchain4j} on the class path, which
 * the client itself does not bring.
 */
@NullMarked
package dev.tracehub.client.langchain4j;

import org.jspecify.annotations.NullMarked;
