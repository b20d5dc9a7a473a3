/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Stands in for model providers: small HTTP servers that speak OpenAI's chat and embeddings API and
 * Anthropic's messages API, streams included. They answer the same question always the same way,
 * count tokens from the texts, take a little time, and fail where the script of the demo wants it.
 */
@NullMarked
package dev.tracehub.examples.supportdesk.stub;

import org.jspecify.annotations.NullMarked;
