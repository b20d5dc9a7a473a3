/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.tracehub.storage.Document;
import dev.tracehub.storage.StorageException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DocumentCacheTest {

  private static final String KIND = "thing";

  private final FakeRecordStore records = new FakeRecordStore();
  private final FakeClock clock = new FakeClock();
  private final DocumentCache cache = new DocumentCache(records, KIND, Runnable::run, clock);

  @Test
  void get_asksTheStoreOncePerMinute() {
    put("a", 0, "1");

    assertThat(get("a")).contains("1");
    clock.advance(DocumentCache.FRESH.minusMillis(1));
    assertThat(get("a")).contains("1");
    assertThat(records.reads()).isEqualTo(1);
    clock.advance(Duration.ofMillis(1));
    assertThat(get("a")).contains("1");
    assertThat(records.reads()).isEqualTo(2);
  }

  @Test
  void get_seesWhatOthersWroteAfterAMinute() {
    put("a", 0, "1");
    get("a");
    put("a", 1, "2");

    assertThat(get("a")).contains("1");
    clock.advance(DocumentCache.FRESH);
    assertThat(get("a")).contains("2");
  }

  @Test
  void get_remembersAbsenceForSecondsOnly() {
    assertThat(get("a")).isEmpty();
    put("a", 0, "1");
    assertThat(get("a")).isEmpty();

    clock.advance(DocumentCache.ABSENT);
    assertThat(get("a")).contains("1");
  }

  @Test
  void written_isSeenAtOnce() {
    put("a", 0, "1");
    get("a");
    cache.written(put("a", 1, "2"));

    assertThat(get("a")).contains("2");
  }

  @Test
  void written_isNotUndoneByALoadThatBeganBefore() {
    put("a", 0, "1");
    records.hold();
    CompletableFuture<Optional<Document>> early = cache.get("a").toCompletableFuture();
    Document second = new Document(KIND, "a", 2, ByteString.copyFromUtf8("2"));
    cache.written(second);
    records.release();
    assertThat(early).isDone();

    records.down(true);
    assertThat(get("a")).contains("2");
  }

  @Test
  void get_usesWhatWasSeenWhileTheStoreIsDown() {
    put("a", 0, "1");
    get("a");
    clock.advance(Duration.ofHours(1));
    records.down(true);

    assertThat(get("a")).contains("1");
    clock.advance(DocumentCache.STALE);
    assertThatThrownBy(() -> get("a")).hasCauseInstanceOf(StorageException.class);
  }

  @Test
  void get_doesNotRememberFailures() {
    put("a", 0, "1");
    records.down(true);
    assertThatThrownBy(() -> get("a")).hasCauseInstanceOf(StorageException.class);
    records.down(false);

    assertThat(get("a")).contains("1");
  }

  @Test
  void get_asksOnceForManyWaiters() {
    put("a", 0, "1");
    records.hold();
    CompletableFuture<Optional<Document>> first = cache.get("a").toCompletableFuture();
    CompletableFuture<Optional<Document>> second = cache.get("a").toCompletableFuture();

    assertThat(first).isNotDone();
    records.release();
    assertThat(first).isDone();
    assertThat(second).isDone();
    assertThat(records.reads()).isEqualTo(1);
  }

  private Optional<String> get(String id) {
    return cache.get(id).toCompletableFuture().join().map(found -> found.body().toStringUtf8());
  }

  private Document put(String id, long version, String body) {
    Document document = new Document(KIND, id, version, ByteString.copyFromUtf8(body));
    return records.put(document).toCompletableFuture().join().orElseThrow();
  }
}
