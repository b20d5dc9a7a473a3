/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import dev.tracehub.client.status.DropReason;
import dev.tracehub.v1.ClientLoss;
import dev.tracehub.v1.TraceBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * Which losses the collector has been told. Each loss travels in one batch; if that batch is lost
 * itself, its losses are told again. Belongs to the worker's thread.
 */
final class LossClaims {

  private final DropCounts dropped;
  private final DropCounts told = new DropCounts();

  LossClaims(DropCounts dropped) {
    this.dropped = dropped;
  }

  /** The losses since the last call, as a batch carries them. */
  List<ClientLoss> take() {
    List<ClientLoss> losses = new ArrayList<>();
    for (DropReason reason : DropReason.values()) {
      long untold = told.catchUp(reason, dropped);
      if (untold > 0) {
        losses.add(ClientLoss.newBuilder().setReason(reason.label()).setSpans(untold).build());
      }
    }
    return losses;
  }

  boolean isEmpty() {
    return !told.isBehind(dropped);
  }

  /** This batch will not arrive. */
  void giveBack(TraceBatch lost) {
    for (ClientLoss loss : lost.getLossesList()) {
      for (DropReason reason : DropReason.values()) {
        if (reason.label().equals(loss.getReason())) {
          told.add(reason, -loss.getSpans());
        }
      }
    }
  }
}
