/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.drain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tracehub.collector.journal.Frame;
import dev.tracehub.collector.journal.FrameType;
import dev.tracehub.collector.ledger.BlockLedger;
import dev.tracehub.collector.ledger.MemoryBlockLedger;
import dev.tracehub.collector.ledger.Stretch;
import dev.tracehub.storage.Block;
import dev.tracehub.storage.StorageException;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.v1.DeadLetter;
import dev.tracehub.v1.MetricPoint;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DrainTest {

  private static final DrainConfig SMALL_BLOCKS =
      new DrainConfig(3, 1 << 20, Duration.ZERO, 0, 100);

  private final ListJournal journal = new ListJournal();
  private final ListJournal letterJournal = new ListJournal();
  private final List<Block> announced = new CopyOnWriteArrayList<>();
  private final List<Throwable> fatal = new CopyOnWriteArrayList<>();
  private final BlockLedger durable =
      new MemoryBlockLedger(Duration.ofMinutes(1), Clock.systemUTC());
  private BlockLedger ledger = new MemoryBlockLedger(Duration.ZERO, Clock.systemUTC());
  private Drain drain;

  @AfterEach
  void closeDrain() {
    if (drain != null) {
      drain.close();
    }
  }

  @Test
  void drain_framesInJournal_storesThemInOrderAndReleases() throws Exception {
    append("a", "b", "c", "d", "e");
    ScriptedStore store = new ScriptedStore();

    start(store);

    awaitStored(5);
    assertThat(names(store.held)).containsExactly("a", "b", "c", "d", "e");
    assertThat(store.attempts).extracting(Block::token).containsExactly("list:0-3", "list:3-5");
    await().until(() -> journal.released() == 5);
    assertThat(announced).extracting(Block::token).containsExactly("list:0-3", "list:3-5");
    assertThat(drain.isReplayed()).isTrue();
  }

  @Test
  void stored_positionAhead_completesWhenStoreHasIt() throws Exception {
    start(new ScriptedStore());
    assertThat(drain.isReplayed()).isTrue();

    append("late");

    awaitStored(1);
    assertThat(drain.stats().lagBytes()).isZero();
    assertThat(drain.stats().state()).isEqualTo(DrainStats.State.RUNNING);
  }

  @Test
  void drain_storeDown_retriesSameBlockUntilItTakesIt() throws Exception {
    append("a", "b");
    ScriptedStore store =
        new ScriptedStore()
            .failing(
                StorageException.internal("down"),
                StorageException.overCapacity("busy", Duration.ofMillis(1)));

    start(store);

    awaitStored(2);
    assertThat(store.attempts).hasSize(3).extracting(Block::token).containsOnly("list:0-2");
    assertThat(names(store.held)).containsExactly("a", "b");
    assertThat(drain.stats().lastError()).isEqualTo("busy");
    assertThat(drain.stats().deadLetters()).isZero();
  }

  @Test
  void drain_slowStore_oneBlockUnderWayAndTheRestWaitsInTheJournal() throws Exception {
    ScriptedStore store = new ScriptedStore();
    store.hold();
    appendAt(7, "a", "b", "c");
    appendAt(8, "d", "e", "f", "g", "h");

    start(store);

    await().until(() -> store.attempts.size() == 1);
    assertThat(drain.stats().lagBytes()).isEqualTo(8);
    // What comes meanwhile is taken, and waits where it is durable.
    append("i");
    assertThat(drain.stats().lagBytes()).isEqualTo(9);
    await()
        .during(Duration.ofMillis(200))
        .untilAsserted(() -> assertThat(drain.stats().oldestWaitingNanos()).isEqualTo(7));
    assertThat(drain.stats().state()).isEqualTo(DrainStats.State.REPLAYING);
    assertThat(journal.released()).isZero();
    assertThat(store.attempts).hasSize(1);

    store.answer();
    awaitStored(9);
    assertThat(names(store.held)).containsExactly("a", "b", "c", "d", "e", "f", "g", "h", "i");
    await().until(() -> drain.stats().oldestWaitingNanos() == 0);
    assertThat(drain.stats().lagBytes()).isZero();
  }

  @Test
  void drain_poisonRecord_costsOnlyItself() throws Exception {
    append("a", "poison", "c");
    ScriptedStore store = new ScriptedStore().poisonedBy(r -> names(List.of(r)).contains("poison"));

    start(store);

    awaitStored(3);
    assertThat(names(store.held)).containsExactly("a", "c");
    List<DeadLetter> letters = letters().list(Optional.of("p"));
    assertThat(letters).hasSize(1);
    assertThat(letters.get(0).getRecordId()).isEqualTo("metric poison");
    assertThat(letters.get(0).getReason()).isEqualTo("cannot hold a record");
    assertThat(letters.get(0).getSizeBytes()).isPositive();
  }

  @Test
  void replay_causeIsGone_storesTheRecordAndForgetsTheLetter() throws Exception {
    append("a", "poison", "undecodable");
    ScriptedStore store = new ScriptedStore().poisonedBy(r -> names(List.of(r)).contains("poison"));
    start(store);
    awaitStored(3);
    DeadLetters letters = letters();
    assertThat(letters.list(Optional.of("p"))).hasSize(2);

    store.poisonedBy(record -> false);
    String id = letters.list(Optional.of("p")).get(0).getDeadLetterId();
    assertThat(letters.replay(Optional.of("other"), List.of(), journal)).isZero();
    assertThat(letters.replay(Optional.of("p"), List.of(id), journal)).isEqualTo(1);

    awaitStored(4);
    assertThat(letters.count()).isEqualTo(1);
    assertThat(letters().list(Optional.of("p")))
        .extracting(DeadLetter::getRecordId)
        .containsExactly("TRACE_BATCH");
    assertThat(announced.get(announced.size() - 1).records()).hasSize(1);
  }

  @Test
  void drain_frameThatCannotBeDecoded_becomesDeadLetterAndOthersGoOn() throws Exception {
    append("a", "undecodable", "c");
    ScriptedStore store = new ScriptedStore();

    start(store);

    awaitStored(3);
    assertThat(names(store.held)).containsExactly("a", "c");
    assertThat(letters().list(Optional.empty()))
        .extracting(DeadLetter::getReason)
        .singleElement()
        .asString()
        .contains("no such luck");
  }

  @Test
  void drain_damageAtTheEnd_isNotWaitedFor() throws Exception {
    append("a");
    journal.appendDamaged();

    start(new ScriptedStore());

    awaitStored(2);
    assertThat(drain.isReplayed()).isTrue();
    assertThat(drain.stats().lagBytes()).isZero();
    await().until(() -> journal.released() == 2);
  }

  @Test
  void drain_replayedTwice_writesEachDeadLetterOnce() throws Exception {
    append("poison");
    ScriptedStore store = new ScriptedStore().poisonedBy(record -> true);
    start(store);
    awaitStored(1);
    drain.close();

    start(store);
    awaitStored(1);

    assertThat(letterJournal.durablePosition()).isEqualTo(1);
  }

  @Test
  void start_blockBegunAndNotKnownToBeStored_isSentAgainWithItsBoundaries() throws Exception {
    append("a", "b", "c", "d", "e");
    ledger = durable;
    durable.begin(new Stretch(0, 2));

    start(new ScriptedStore());

    awaitStored(5);
    assertThat(announced).extracting(Block::token).containsExactly("list:0-2", "list:2-5");
  }

  @Test
  void start_blocksThatMayNotBeSafe_areSentAgainUnderTheirTokens() throws Exception {
    append("a", "b", "c", "d");
    ledger = durable;
    ScriptedStore store = new ScriptedStore();
    start(store);
    awaitStored(4);
    drain.close();

    append("e");
    start(store);
    awaitStored(5);

    assertThat(store.attempts)
        .extracting(Block::token)
        .containsExactly("list:0-3", "list:3-4", "list:0-3", "list:3-4", "list:4-5");
    assertThat(names(store.held)).containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  void drain_storeComesBackFromAnOutage_isSentAgainWhatItMayHaveLost() throws Exception {
    append("a", "b", "c", "d");
    ledger = durable;
    ScriptedStore store = new ScriptedStore();
    start(store);
    awaitStored(4);

    store.failing(StorageException.internal("connection refused"));
    store.forgetAll();
    append("e");

    awaitStored(5);
    await().untilAsserted(() -> assertThat(names(store.held)).contains("a", "b", "c", "d", "e"));
    assertThat(names(store.held)).doesNotHaveDuplicates();
    assertThat(announced).extracting(Block::token).doesNotHaveDuplicates();
  }

  @Test
  void drain_badConnectionToAStoreThatLivesOn_sendsNothingAgain() throws Exception {
    ledger = durable;
    ScriptedStore store = new ScriptedStore();
    store.live("first");
    start(store);
    for (int i = 1; i <= 5; i++) {
      store.failing(StorageException.internal("connection reset"));
      append("record " + i);
      awaitStored(i);
    }
    assertThat(store.attempts).hasSize(10);

    store.live("second");
    store.failing(StorageException.internal("connection refused"));
    store.forgetAll();
    append("last");
    awaitStored(6);
    await().untilAsserted(() -> assertThat(names(store.held)).hasSize(6));
  }

  @Test
  void start_blockThatWasRefused_isHalvedAtOnce() throws Exception {
    append("a", "poison", "c");
    ledger = durable;
    ScriptedStore first = new ScriptedStore().poisonedBy(r -> names(List.of(r)).contains("poison"));
    start(first);
    awaitStored(3);
    drain.close();

    first.poisonedBy(r -> false); // The cause is gone: the whole block would be taken now.
    append("d");
    start(first);
    awaitStored(4);

    assertThat(names(first.held)).containsExactlyInAnyOrder("a", "poison", "c", "d");
  }

  @Test
  void close_storeDown_stopsAndLeavesFramesInJournal() throws Exception {
    append("a");
    ScriptedStore store =
        new ScriptedStore().failing(StorageException.overCapacity("busy", Duration.ofHours(1)));
    start(store);
    await().until(() -> drain.stats().state() == DrainStats.State.RETRYING);

    drain.close();

    assertThat(journal.released()).isZero();
    assertThat(drain.stats().state()).isEqualTo(DrainStats.State.STOPPED);
    assertThat(fatal).isEmpty();
  }

  private void start(ScriptedStore store) throws InterruptedException {
    Drain.Parts parts =
        new Drain.Parts(
            journal, ledger, store, () -> DrainTest::decode, letters(), announced::add, fatal::add);
    drain = new Drain(SMALL_BLOCKS, parts);
    drain.start();
  }

  private DeadLetters letters() throws InterruptedException {
    return new DeadLetters(letterJournal, Clock.systemUTC());
  }

  private static List<StoredRecord> decode(Frame frame) {
    String name = new String(frame.payload(), UTF_8);
    if (name.equals("undecodable")) {
      throw new IllegalStateException("no such luck");
    }
    return List.of(
        new StoredRecord.Metric(frame.project(), MetricPoint.newBuilder().setName(name).build()));
  }

  private static List<String> names(List<StoredRecord> records) {
    List<String> names = new ArrayList<>();
    records.forEach(record -> names.add(((StoredRecord.Metric) record).point().getName()));
    return names;
  }

  private void append(String... names) {
    appendAt(1, names);
  }

  private void appendAt(long receivedNanos, String... names) {
    for (String name : names) {
      journal.append(FrameType.TRACE_BATCH, "p", receivedNanos, name.getBytes(UTF_8));
    }
  }

  private void awaitStored(long position) throws Exception {
    drain.stored(position).toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
