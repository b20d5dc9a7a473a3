/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Stands in for a model provider: a small HTTP server that speaks OpenAI's chat and embeddings API.
 * It answers the same question always the same way, counts tokens from the texts, takes a little
 * time, and fails where the script of the demo wants it to.
 */
@NullMarked
package dev.tracehub.examples.supportdesk.stub;

import org.jspecify.annotations.NullMarked;
