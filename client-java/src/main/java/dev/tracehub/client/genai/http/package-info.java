/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Makes spans of HTTP exchanges with a provider of models, whichever library makes them. An adapter
 * hands over requests, answers and failures; the bodies are read while they pass. Needs Jackson,
 * which the libraries of the providers bring.
 */
@NullMarked
package dev.tracehub.client.genai.http;

import org.jspecify.annotations.NullMarked;
