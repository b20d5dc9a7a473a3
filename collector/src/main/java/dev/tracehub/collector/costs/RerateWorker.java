/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.costs;

import dev.tracehub.storage.StorageException;
import dev.tracehub.v1.CostCorrection;
import dev.tracehub.v1.CostCorrections;
import dev.tracehub.v1.RerateState;
import dev.tracehub.v1.StoredRerate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on re-rates, one after the other. What a step changes and its totals are written down
 * before its corrections are logged, and the step counts as done when the store has them: a process
 * that is killed within a step does it again, finds what is corrected already by its mark, and
 * comes to the same totals. A fault is written down, and the step is tried again. Thread-safe.
 */
final class RerateWorker implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(RerateWorker.class);

  /** A frame of the journal is smaller than its segments. */
  private static final int FRAME_CORRECTIONS = 1_000;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final long POLL_MILLIS = 100;

  private final RerateStore store;
  private final RerateSteps steps;
  private final CorrectionLog corrections;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(task, "tracehub-rerate");
            made.setDaemon(true);
            return made;
          });

  /** Tells that the worker is to stop. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** Something that may fail and be tried again. */
  private interface Work {
    /** Whether it is done. */
    boolean run();
  }

  RerateWorker(RerateStore store, RerateSteps steps, CorrectionLog corrections) {
    this.store = store;
    this.steps = steps;
    this.corrections = corrections;
  }

  /** Goes on with what this log's collector has not finished. */
  void start() {
    thread.execute(() -> untilDone("re-rates that were begun", this::resume));
  }

  void submit(String project, String rerateId) {
    thread.execute(() -> untilDone("re-rate " + rerateId, () -> work(project, rerateId)));
  }

  private boolean resume() {
    // What the journal holds of an earlier process must be seen before a step is done again.
    await(corrections.caughtUp());
    for (StoredRerate stored : await(store.list())) {
      if (stored.getOwner().equals(corrections.id()) && isUnderWay(stored)) {
        submit(stored.getRerate().getProjectId(), stored.getRerate().getRerateId());
      }
    }
    return true;
  }

  private static boolean isUnderWay(StoredRerate stored) {
    RerateState state = stored.getRerate().getState();
    return state == RerateState.RERATE_STATE_APPLYING || state == RerateState.RERATE_STATE_UNDOING;
  }

  private void untilDone(String what, Work work) {
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        if (work.run()) {
          return;
        }
        pause = FIRST_PAUSE;
      } catch (Stopped e) {
        return;
      } catch (RuntimeException e) {
        log.warn("{}: {}; it is tried again", what, e.toString());
        if (isStopping(pause)) {
          return;
        }
        Duration next = pause.multipliedBy(2);
        pause = next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
      }
    }
  }

  /** Does one step; whether it was the last. */
  private boolean work(String project, String rerateId) {
    StoredRerate stored = await(store.get(project, rerateId));
    if (!isUnderWay(stored) || !stored.getOwner().equals(corrections.id())) {
      return true;
    }
    try {
      StepWork step = steps.next(stored);
      if (!stored.hasStep()) {
        await(store.change(project, rerateId, held -> step.begun()));
      }
      append(project, step.corrections());
      await(store.change(project, rerateId, held -> done(step)));
      return step.end().isEmpty();
    } catch (StorageException e) {
      noteFault(project, rerateId, String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private void noteFault(String project, String rerateId, String fault) {
    try {
      await(
          store.change(
              project,
              rerateId,
              held -> {
                StoredRerate.Builder changed = held.toBuilder();
                changed.getRerateBuilder().setError(fault);
                return changed.build();
              }));
    } catch (RuntimeException e) {
      log.debug("a fault of re-rate {} cannot be written down", rerateId, e);
    }
  }

  private static StoredRerate done(StepWork step) {
    StoredRerate.Builder changed =
        step.begun().toBuilder()
            .clearStep()
            .clearMark()
            .setRerate(step.begun().getStep().getResult());
    step.end().ifPresent(changed::setMark);
    if (step.end().isEmpty()) {
      boolean applied = changed.getRerate().getState() == RerateState.RERATE_STATE_APPLYING;
      changed
          .getRerateBuilder()
          .setState(applied ? RerateState.RERATE_STATE_APPLIED : RerateState.RERATE_STATE_UNDONE);
    }
    return changed.build();
  }

  /** All frames first: a store that takes its time for a block has them in one. */
  private void append(String project, List<CostCorrection> all) {
    List<CompletionStage<Void>> frames = new ArrayList<>();
    for (int from = 0; from < all.size(); from += FRAME_CORRECTIONS) {
      int to = Math.min(all.size(), from + FRAME_CORRECTIONS);
      frames.add(
          corrections.append(
              project,
              CostCorrections.newBuilder().addAllCorrections(all.subList(from, to)).build()));
    }
    frames.forEach(this::await);
  }

  /** Waits for a stage, or until the worker is to stop. */
  private <T> T await(CompletionStage<T> stage) {
    while (true) {
      if (isStopping(Duration.ZERO)) {
        throw new Stopped();
      }
      try {
        return stage.toCompletableFuture().get(POLL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        // Looks whether to stop, and waits on.
      } catch (ExecutionException e) {
        throw unchecked(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Stopped();
      }
    }
  }

  private static RuntimeException unchecked(@Nullable Throwable failure) {
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new CompletionException(failure);
  }

  private boolean isStopping(Duration pause) {
    try {
      return stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() {
    stopping.countDown();
    thread.shutdown();
    try {
      if (!thread.awaitTermination(20, TimeUnit.SECONDS)) {
        log.warn("a re-rate did not stop; the next process goes on with it");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
