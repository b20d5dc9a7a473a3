/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import static dev.tracehub.collector.wire.TestBatches.batch;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import dev.tracehub.collector.errors.Failures;
import dev.tracehub.collector.journal.JournalFullException;
import dev.tracehub.collector.wire.TestBatches;
import dev.tracehub.storage.StorageException;
import io.grpc.StatusRuntimeException;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuotaTest {

  private CompletionStage<Quota> quota = CompletableFuture.completedFuture(Quota.NONE);

  private final IngestFixture ingest =
      new IngestFixture(
          IngestConfig.defaults(),
          new ProjectTerms(ProjectTerms.standard().retention(), project -> quota),
          InstantSource.fixed(TestBatches.NOW));

  @AfterEach
  void close() {
    ingest.close();
  }

  @Test
  void overQuota_isRefusedWhole_beforeTheJournal() {
    limit(2, 0);
    assertThat(ingest.send(batch(1, 2, 3)).getAccepted()).isEqualTo(3);

    StatusRuntimeException refusal = IngestFixture.failure(ingest.submit(batch(4)));

    IngestFixture.assertOverloaded(refusal);
    assertThat(refusal).hasMessageContaining("project shop: more than 2 spans per second");
    assertThat(ingest.journal.frames()).hasSize(1);
    assertThat(ingest.pipeline.counters().toProto().getRefused()).isEqualTo(1);
    assertThat(use().refusedRecords()).isEqualTo(1);
  }

  @Test
  void refusedBatch_isNewWhenItComesAgain() {
    limit(1, 0);
    ingest.send(batch(1));
    IngestFixture.assertOverloaded(IngestFixture.failure(ingest.submit(batch(2))));
    limit(0, 0);

    assertThat(ingest.send(batch(2)).getAccepted()).isEqualTo(1);
  }

  @Test
  void bytesOfTheDay_areThoseOfBatches() {
    int size = batch(1).build().toByteArray().length;
    limit(0, size + 1);
    ingest.send(batch(1));
    ingest.send(batch(2));
    IngestFixture.assertOverloaded(IngestFixture.failure(ingest.submit(batch(3))));

    assertThat(use().bytesToday()).isEqualTo(2L * size);
  }

  @Test
  void whatIsNotNew_isNotHeldAgainstTheProject() {
    ingest.send(batch(1));
    long bytes = use().bytesToday();
    ingest.send(batch(1));

    assertThat(use().records()).isEqualTo(1);
    assertThat(use().bytesToday()).isEqualTo(bytes);
  }

  @Test
  void whatTheJournalRefuses_isNotHeldAgainstTheProject() {
    ingest.journal.failWith(new JournalFullException("full"));
    IngestFixture.assertOverloaded(IngestFixture.failure(ingest.submit(batch(1))));

    assertThat(use().records()).isZero();
    assertThat(use().bytesToday()).isZero();
  }

  @Test
  void otherProjects_haveQuotasOfTheirOwn() {
    limit(1, 0);
    ingest.send(batch(1));
    IngestFixture.assertOverloaded(IngestFixture.failure(ingest.submit(batch(2))));

    assertThat(IngestFixture.get(ingest.submit("other", batch(2))).getAccepted()).isEqualTo(1);
  }

  @Test
  void quotaThatCannotBeRead_doesNotStopIngest() {
    quota = CompletableFuture.failedFuture(StorageException.internal("down"));

    assertThat(ingest.send(batch(1)).getAccepted()).isEqualTo(1);
  }

  @Test
  void projectThatTakesNothing_isRefused() {
    quota =
        CompletableFuture.failedFuture(
            Failures.failure(Code.PERMISSION_DENIED, "PROJECT_INACTIVE", "shop is inactive"));

    assertThat(IngestFixture.failure(ingest.submit(batch(1))))
        .hasMessage("PERMISSION_DENIED: shop is inactive");
    assertThat(ingest.journal.frames()).isEmpty();
  }

  private void limit(long spansPerSecond, long bytesPerDay) {
    quota = CompletableFuture.completedFuture(new Quota(spansPerSecond, bytesPerDay));
  }

  private ProjectUse use() {
    return ingest.pipeline.meters().use(IngestFixture.PROJECT, TestBatches.NOW);
  }
}
