/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Keeps batches on disk while they cannot be sent, beyond the end of the process.
 *
 * <p>A folder may be shared by several processes. Each opening is an owner with a name of its own:
 * {@code OWNER.lock} is locked for as long as the owner lives, {@code OWNER-NUMBER.spool} are its
 * segments, files of frames that only grow. A frame that is no longer needed is marked where it is;
 * a segment without needed frames is deleted. The files of an owner whose lock is free are taken
 * over by whoever gets the lock.
 *
 * <p>What a frame holds is of no interest here. The package knows nothing of delivery; delivery
 * calls {@link dev.tracehub.client.spool.Spool} from its worker's thread only, so nothing is locked
 * but the owners' files.
 */
@NullMarked
package dev.tracehub.client.spool;

import org.jspecify.annotations.NullMarked;
