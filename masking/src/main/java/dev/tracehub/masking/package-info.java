/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Finds secrets and personal data in the bytes of texts, by forms that are written by hand and take
 * time in proportion to the text. One scan looks for the beginnings of all forms at once. What is
 * put in their place is decided elsewhere: the collector edits messages, the client texts.
 */
@NullMarked
package dev.tracehub.masking;

import org.jspecify.annotations.NullMarked;
