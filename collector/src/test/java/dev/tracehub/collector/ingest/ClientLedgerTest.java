/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import static dev.tracehub.collector.wire.TestBatches.NOW_NANOS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import dev.tracehub.collector.wire.BatchHeader;
import dev.tracehub.v1.ClientLoss;
import dev.tracehub.v1.ClientStatus;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientLedgerTest {

  private final ClientLedger ledger = new ClientLedger(100);

  private void book(long sequence, ClientLoss... losses) {
    ledger.book("shop", new BatchHeader("c", sequence, "b", List.of(losses), false), NOW_NANOS);
  }

  private static ClientLoss loss(String reason, long spans) {
    return ClientLoss.newBuilder().setReason(reason).setSpans(spans).build();
  }

  private ClientStatus status() {
    return ledger.clients("shop").get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "1 2 3, 3, 0",
    "1 3, 3, 1",
    "1 3 2, 3, 0",
    "2 1 3, 3, 0",
    "5, 5, 4",
    "1 5000, 5000, 4998",
    // Known to others before: what came earlier is not missing here.
    "500, 500, 0",
    "500 499 501, 501, 0",
    "500 502, 502, 1",
    // The client begins anew under its old id.
    "1 2 3 1 2, 2, 0",
    "1 2 3 1 3, 3, 1"
  })
  void missingBatches(String sequences, long last, long missing) {
    for (String sequence : sequences.split(" ")) {
      book(Long.parseLong(sequence));
    }

    assertThat(status().getLastSequence()).isEqualTo(last);
    assertThat(status().getMissingBatches()).isEqualTo(missing);
  }

  @Test
  void missingBatches_everyOrderInsideTheWindow_isComplete() {
    LongStream.rangeClosed(1, 2000).map(i -> i % 2 == 0 ? i - 1 : i + 1).forEach(this::book);

    assertThat(status().getMissingBatches()).isZero();
    assertThat(status().getLastSequence()).isEqualTo(2000);
  }

  @Test
  void losses_areSummedAndNamed() {
    book(1, loss("queue_full", 10), loss("closed", 1));
    book(3, loss("queue_full", 4));

    ClientStatus status = status();

    assertThat(status.getLostSpansMap())
        .containsEntry("queue_full", 14L)
        .containsEntry("closed", 1L);
    assertThat(status.getSummary())
        .isEqualTo("lost 15 spans: queue_full 14, closed 1; 1 batches never came");
    assertThat(status.getLastSeen()).isEqualTo(Timestamps.fromNanos(NOW_NANOS));
    assertThat(status.getProjectId()).isEqualTo("shop");
  }

  @Test
  void losses_ofManyReasons_areBounded() {
    IntStream.rangeClosed(1, 100).forEach(i -> book(i, loss("reason " + i, 1)));

    assertThat(status().getLostSpansMap()).hasSize(33).containsEntry("other", 68L);
  }

  @Test
  void summary_nothingLost() {
    book(1);

    assertThat(status().getSummary()).isEqualTo("lost nothing");
  }

  @Test
  void clients_areThoseOfTheProject() {
    book(1);
    ledger.book("other", new BatchHeader("d", 1, "", List.of(), false), NOW_NANOS);

    assertThat(ledger.clients("shop")).extracting(ClientStatus::getClientId).containsExactly("c");
    assertThat(ledger.clients("nobody")).isEmpty();
  }

  @Test
  void recover_earlierBatchesLeftTheJournal_areNotMissing() {
    ledger.recover("shop", new BatchHeader("c", 20, "", List.of(), false), NOW_NANOS);
    book(21);
    book(23);

    assertThat(status().getMissingBatches()).isEqualTo(1);
  }
}
