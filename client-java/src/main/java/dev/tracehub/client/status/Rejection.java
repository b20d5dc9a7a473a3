/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.status;

/**
 * Records that the collector will not take, and why. They are never sent again.
 *
 * @param records how many: 1, or the whole batch when the collector refused the call
 * @param recordId the record's id as it was sent; empty for a whole batch
 * @param code the collector's code, e.g. {@code CONFLICT}, or the status of the refused call
 * @param field the field at fault as a path within the batch; may be empty
 * @param reason what is wrong and what was expected, for people
 */
public record Rejection(long records, String recordId, String code, String field, String reason) {}
