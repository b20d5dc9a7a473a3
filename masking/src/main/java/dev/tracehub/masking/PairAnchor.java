/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

/**
 * Two neighbouring bytes that tell where something may be.
 *
 * @param first what the first byte may be
 * @param second what the second byte may be
 * @param offset what is added to the place of the first byte to have the place that is looked at
 */
record PairAnchor(CharClass first, CharClass second, int offset) {}
