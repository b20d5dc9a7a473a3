/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What leaves the process: masking, hashed user ids, an allow-list of attributes, and sampling.
 *
 * <p>Sampling is decided when a span starts, by arithmetic on its trace id. Everything else happens
 * on the client's worker thread when a record is put into its wire form: after the application has
 * gone on, and before a byte is buffered or sent.
 */
@NullMarked
package dev.tracehub.client.privacy;

import org.jspecify.annotations.NullMarked;
