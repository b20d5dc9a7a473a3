/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What the adapters for libraries of generative AI share: messages in OpenTelemetry's JSON,
 * parameters, refusals, conventions of usage, and the guard around everything they say. Needs
 * nothing that is optional.
 */
@NullMarked
package dev.tracehub.client.genai;

import org.jspecify.annotations.NullMarked;
