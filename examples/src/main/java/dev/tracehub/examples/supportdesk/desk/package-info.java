/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * A support desk that answers customers with a language model: it looks up policies, asks for the
 * state of orders, has each answer reviewed, and records all of it with Tracehub.
 *
 * <p>{@code SupportDesk} is the application; {@code ChatTracing}, {@code EmbeddingTracing}, {@code
 * TracedRetriever} and {@code TracedTool} are what it takes to see inside it.
 */
@NullMarked
package dev.tracehub.examples.supportdesk.desk;

import org.jspecify.annotations.NullMarked;
