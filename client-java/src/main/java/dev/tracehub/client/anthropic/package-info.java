/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Records the calls of Anthropic's own Java SDK. Needs {@code com.anthropic:anthropic-java} on the
 * class path, which the client itself does not bring.
 */
@NullMarked
package dev.tracehub.client.anthropic;

import org.jspecify.annotations.NullMarked;
