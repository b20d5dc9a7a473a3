/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

/**
 * What a project has sent to this collector.
 *
 * @param epochDay the day, counted from 1970
 * @param bytesToday bytes of batches that were taken on that day
 * @param records records that were taken since the start
 * @param refusedRecords records that were refused since the start because of a quota
 */
public record ProjectUse(long epochDay, long bytesToday, long records, long refusedRecords) {}
