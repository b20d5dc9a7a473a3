/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Records what Spring AI observes. Needs {@code org.springframework.ai:spring-ai-model} on the
 * class path, which the client itself does not bring; its chat client and vector stores are
 * recorded where their modules are there.
 */
@NullMarked
package dev.tracehub.client.springai;

import org.jspecify.annotations.NullMarked;
