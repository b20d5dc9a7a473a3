/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.costs;

import dev.tracehub.v1.CostCorrection;
import dev.tracehub.v1.RerateMark;
import dev.tracehub.v1.StoredRerate;
import java.util.List;
import java.util.Optional;

/**
 * A step of a re-rate that is to be done.
 *
 * @param corrections what the journal is to get
 * @param begun the document with the step in it, to be written before
 * @param end where the step ends; empty at the end of the list
 */
record StepWork(List<CostCorrection> corrections, StoredRerate begun, Optional<RerateMark> end) {

  StepWork {
    corrections = List.copyOf(corrections);
  }
}
