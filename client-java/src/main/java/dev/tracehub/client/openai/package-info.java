/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Records the calls of OpenAI's own Java SDK. Needs {@code com.openai:openai-java} on the class
 * path, which the client itself does not bring.
 */
@NullMarked
package dev.tracehub.client.openai;

import org.jspecify.annotations.NullMarked;
