/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.drain;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.Timestamps;
import dev.tracehub.collector.journal.Frame;
import dev.tracehub.collector.journal.FrameType;
import dev.tracehub.collector.journal.Journal;
import dev.tracehub.collector.journal.JournalReader;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.v1.DeadLetter;
import dev.tracehub.v1.TraceBatch;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records that were acknowledged and that the store refused, with their reasons, in a journal of
 * their own. Nothing that was acknowledged disappears: what the store cannot hold is here.
 * Thread-safe.
 */
public final class DeadLetters {

  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

  /** The most letters that are listed, the newest. */
  static final int MAX_LISTED = 10_000;

  private final Journal journal;
  private final Clock clock;
  private final Object lock = new Object();

  /**
   * By id, oldest first. The id is a function of the journal's content: a replay adds nothing
   * twice.
   */
  private final Map<String, DeadLetter> letters = new LinkedHashMap<>();

  /**
   * Reads the letters of earlier processes.
   *
   * @param journal where letters are kept, and nothing else
   */
  public DeadLetters(Journal journal, Clock clock) throws InterruptedException {
    this.journal = journal;
    this.clock = clock;
    try (JournalReader reader = journal.reader(journal.firstPosition())) {
      while (reader.position() < journal.durablePosition()) {
        Optional<Frame> frame = reader.next(Duration.ZERO);
        if (frame.isEmpty()) {
          break;
        }
        load(frame.get());
      }
    }
  }

  private void load(Frame frame) {
    try {
      DeadLetter letter = DeadLetter.parseFrom(frame.payload());
      synchronized (lock) {
        if (letter.hasReplayTime()) {
          letters.remove(letter.getDeadLetterId());
        } else {
          letters.put(letter.getDeadLetterId(), letter);
          forgetOldest();
        }
      }
    } catch (InvalidProtocolBufferException e) {
      log.error("dead letter at {} cannot be read and is left where it is", frame.position(), e);
    }
  }

  /** Keeps memory bounded; the journal of letters still holds what is forgotten here. */
  private void forgetOldest() {
    if (letters.size() > MAX_LISTED) {
      letters.remove(letters.keySet().iterator().next());
    }
  }

  void add(StoredRecord record, long position, String id, String reason) {
    add(
        DeadLetter.newBuilder()
            .setDeadLetterId(id)
            .setProjectId(record.project())
            .setJournalPosition(position)
            .setReason(reason)
            .setRecordId(RecordIds.of(record))
            .setRecord(asBatch(record).toByteString())
            .build());
  }

  void add(Frame frame, String reason) {
    add(
        DeadLetter.newBuilder()
            .setDeadLetterId(journal.id() + "@" + frame.position())
            .setProjectId(frame.project())
            .setJournalPosition(frame.position())
            .setReason(reason)
            .setRecordId(frame.type().name())
            .setRecord(ByteString.copyFrom(frame.payload()))
            .build());
  }

  private void add(DeadLetter letter) {
    DeadLetter complete =
        letter.toBuilder()
            .setTime(Timestamps.fromMillis(clock.millis()))
            .setSizeBytes(letter.getRecord().size())
            .build();
    synchronized (lock) {
      if (letters.putIfAbsent(complete.getDeadLetterId(), complete) != null) {
        return;
      }
      forgetOldest();
    }
    log.warn("dead letter {}: {}", complete.getRecordId(), complete.getReason());
    keep(complete);
  }

  private void keep(DeadLetter letter) {
    journal
        .append(FrameType.DEAD_LETTER, letter.getProjectId(), nowNanos(), letter.toByteArray())
        .toCompletableFuture()
        .join();
  }

  private long nowNanos() {
    return clock.millis() * 1_000_000;
  }

  /**
   * Puts letters back into the journal of ingest; answers how many. A crash in between may put one
   * back twice, and the store then finds its record by its id.
   *
   * @param project whose; of all projects when it is empty
   * @param ids which of them; all when it is empty
   */
  public long replay(Optional<String> project, Collection<String> ids, Journal ingest) {
    long replayed = 0;
    for (DeadLetter letter : list(project)) {
      if (ids.isEmpty() || ids.contains(letter.getDeadLetterId())) {
        Replayed frame = Replayed.of(letter);
        ingest
            .append(frame.type(), letter.getProjectId(), nowNanos(), frame.payload().toByteArray())
            .toCompletableFuture()
            .join();
        settle(letter);
        replayed++;
      }
    }
    return replayed;
  }

  /** Lets go of the letters of a project for good; answers how many. */
  public long discard(String project) {
    List<DeadLetter> own = list(Optional.of(project));
    own.forEach(this::settle);
    return own.size();
  }

  /** Notes that a letter is none any more. */
  private void settle(DeadLetter letter) {
    keep(
        letter.toBuilder()
            .clearRecord()
            .setReplayTime(Timestamps.fromMillis(clock.millis()))
            .build());
    synchronized (lock) {
      letters.remove(letter.getDeadLetterId());
    }
  }

  private static TraceBatch asBatch(StoredRecord record) {
    TraceBatch.Builder batch = TraceBatch.newBuilder();
    if (record instanceof StoredRecord.Finished finished) {
      batch.addSpans(finished.span());
    } else if (record instanceof StoredRecord.Started started) {
      batch.addStartedSpans(started.span());
    } else if (record instanceof StoredRecord.Event event) {
      batch.addEvents(event.event());
    } else if (record instanceof StoredRecord.Judgement judgement) {
      batch.addEvaluations(judgement.evaluation());
    } else if (record instanceof StoredRecord.Metric metric) {
      batch.addMetrics(metric.point());
    } else if (record instanceof StoredRecord.Job job) {
      batch.addJobs(job.update());
    }
    return batch.build();
  }

  /** The letters of a project, or of all when it is empty, newest first. */
  public List<DeadLetter> list(Optional<String> project) {
    List<DeadLetter> newestFirst = new ArrayList<>();
    synchronized (lock) {
      for (DeadLetter letter : letters.values()) {
        if (project.isEmpty() || project.get().equals(letter.getProjectId())) {
          newestFirst.add(letter);
        }
      }
    }
    Collections.reverse(newestFirst);
    return newestFirst;
  }

  /** How many letters there are. */
  public long count() {
    synchronized (lock) {
      return letters.size();
    }
  }
}
