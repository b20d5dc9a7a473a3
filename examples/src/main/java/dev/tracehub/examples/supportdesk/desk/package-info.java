/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * A support desk that answers customers with a language model: it looks up policies, asks for the
 * state of orders, has each answer reviewed, and records all of it with Tracehub.
 *
 * <p>{@code SupportDesk} is the application; {@code LangChain4jTracing} of the client sees inside
 * it, and the spans of turns and reviews are its own.
 */
@NullMarked
package dev.tracehub.examples.supportdesk.desk;

import org.jspecify.annotations.NullMarked;
