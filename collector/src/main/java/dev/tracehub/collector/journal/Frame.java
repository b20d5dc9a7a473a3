/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import dev.tracehub.storage.Retention;

/**
 * One acknowledged payload as the journal holds it.
 *
 * @param position where the frame begins; positions grow over the journal's whole life, also over
 *     restarts
 * @param nextPosition where the next frame may begin
 * @param type what the payload is
 * @param project the project of the key that sent it
 * @param retention how long its records are to be kept, as it was when they were received
 * @param receivedNanos when it was received, in nanoseconds since the epoch
 * @param payload the sender's bytes, masked. Not copied: do not change it
 */
@SuppressWarnings(
    "ArrayRecordComponent") // Compared nowhere; copying a megabyte to look at it would cost.
public record Frame(
    long position,
    long nextPosition,
    FrameType type,
    String project,
    Retention retention,
    long receivedNanos,
    byte[] payload) {}
