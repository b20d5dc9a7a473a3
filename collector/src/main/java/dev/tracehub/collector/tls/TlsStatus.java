/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.tls;

import java.time.Instant;

/**
 * How TLS is doing.
 *
 * @param expiry when the certificate in use ends
 * @param reloads how often new files were taken since the start
 * @param failures how often files were looked at that could not be taken
 * @param lastError why not; empty since files were taken
 */
public record TlsStatus(Instant expiry, long reloads, long failures, String lastError) {}
