/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * A support desk that answers customers with a language model, recorded by Tracehub. {@code desk}
 * is the application, {@code stub} stands in for the model provider, {@code report} shows what was
 * recorded.
 */
@NullMarked
package dev.tracehub.examples.supportdesk;

import org.jspecify.annotations.NullMarked;
