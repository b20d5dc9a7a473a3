/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tracehub.storage.Document;
import dev.tracehub.storage.RecordStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link RecordStore} promises: versions, and only one of two writers wins. */
public abstract class RecordStoreContract extends ContractTest {

  private RecordStore records;

  @BeforeEach
  void openRecords() {
    records = storage.records();
  }

  @Test
  void get_unknown_empty() {
    assertThat(get("project", "p")).isEmpty();
    assertThat(list("project")).isEmpty();
  }

  @Test
  void put_new_heldWithVersion() {
    Document written = create("p", "a");
    assertThat(written.version()).isPositive();
    assertThat(written).isEqualTo(document("p", written.version(), "a"));
    assertThat(get("project", "p")).contains(written);
    assertThat(list("project")).containsExactly(written);
  }

  @Test
  void put_expectedVersion_replacesAndGrows() {
    Document first = create("p", "a");
    Document second = put(document("p", first.version(), "b")).orElseThrow();
    assertThat(second.version()).isGreaterThan(first.version());
    assertThat(get("project", "p")).contains(second);
    assertThat(list("project")).containsExactly(second);
  }

  @Test
  void put_otherVersion_nothingWritten() {
    Document first = create("p", "a");
    Document second = put(document("p", first.version(), "b")).orElseThrow();
    assertThat(put(document("p", 0, "c"))).isEmpty();
    assertThat(put(document("p", first.version(), "c"))).isEmpty();
    assertThat(put(document("p", second.version() + 1, "c"))).isEmpty();
    assertThat(put(document("q", 1, "c"))).isEmpty();
    assertThat(list("project")).containsExactly(second);
  }

  @Test
  void put_sameIdInAnotherKind_apart() {
    Document project = create("x", "a");
    Document key = put(new Document("key", "x", 0, body("b"))).orElseThrow();
    assertThat(get("project", "x")).contains(project);
    assertThat(get("key", "x")).contains(key);
    assertThat(list("key")).containsExactly(key);
  }

  @Test
  void put_anyBytesAndIds_kept() {
    byte[] bytes = new byte[300_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    String id = "a/b '\" \uAC10 \uD83D\uDE00";
    Document written = put(new Document("kind", id, 0, ByteString.copyFrom(bytes))).orElseThrow();
    assertThat(get("kind", id)).contains(written);
    assertThat(put(document("empty", 0, ""))).isPresent();
    assertThat(get("project", "empty").orElseThrow().body().isEmpty()).isTrue();
  }

  @Test
  void list_pages_comeAfterEachOther() {
    for (int i = 0; i < 25; i++) {
      create("p%02d".formatted(i), "a");
    }
    assertThat(records.delete("project", "p07", get("project", "p07").orElseThrow().version()))
        .satisfies(deleted -> assertThat(Stages.await(deleted)).isTrue());
    put(document("p08", get("project", "p08").orElseThrow().version(), "changed"));
    List<Document> paged = new ArrayList<>();
    String after = "";
    for (List<Document> page = page(after); !page.isEmpty(); page = page(after)) {
      assertThat(page).hasSizeLessThanOrEqualTo(10);
      paged.addAll(page);
      after = page.get(page.size() - 1).id();
    }
    assertThat(paged).hasSize(24).isEqualTo(list("project"));
  }

  private List<Document> page(String after) {
    return Stages.await(records.list("project", after, 10));
  }

  @Test
  void list_byIdInCodePointOrder() {
    for (String id : List.of("b", "\uD83D\uDE00", "a", "\uFFFD", "B", "aa")) {
      create(id, id);
    }
    assertThat(list("project"))
        .extracting(Document::id)
        .containsExactly("B", "a", "aa", "b", "\uFFFD", "\uD83D\uDE00");
  }

  @Test
  void delete_heldVersion_gone() {
    Document written = create("p", "a");
    assertThat(delete("p", written.version())).isTrue();
    assertThat(get("project", "p")).isEmpty();
    assertThat(list("project")).isEmpty();
    assertThat(delete("p", written.version())).isFalse();
  }

  @Test
  void delete_otherVersion_stays() {
    Document first = create("p", "a");
    Document second = put(document("p", first.version(), "b")).orElseThrow();
    assertThat(delete("p", first.version())).isFalse();
    assertThat(delete("unknown", 1)).isFalse();
    assertThat(get("project", "p")).contains(second);
  }

  @Test
  void put_afterDelete_newAgain() {
    Document first = create("p", "a");
    delete("p", first.version());
    assertThat(put(document("p", first.version(), "b"))).isEmpty();
    assertThat(put(document("p", 0, "b"))).isPresent();
    assertThat(get("project", "p").orElseThrow().body()).isEqualTo(body("b"));
  }

  @Test
  void put_writersAtOnce_exactlyOneWins() {
    Document first = create("p", "start");
    for (int round = 0; round < 20; round++) {
      String id = "new-" + round;
      assertThat(winners(6, worker -> put(document(id, 0, "w" + worker)).isPresent())).isEqualTo(1);
    }
    assertThat(winners(6, worker -> put(document("p", first.version(), "w" + worker)).isPresent()))
        .isEqualTo(1);
  }

  @Test
  void put_countersWithRetry_noLostUpdate() {
    create("counter", "0");
    Parallel.run(4, worker -> IntStream.range(0, 50).forEach(i -> increment()));
    assertThat(get("project", "counter").orElseThrow().body()).isEqualTo(body("200"));
  }

  @Test
  void delete_writersAtOnce_exactlyOneWins() {
    Document written = create("p", "a");
    assertThat(winners(6, worker -> delete("p", written.version()))).isEqualTo(1);
  }

  private void increment() {
    boolean written = false;
    while (!written) {
      Document held = get("project", "counter").orElseThrow();
      int next = Integer.parseInt(held.body().toStringUtf8()) + 1;
      written = put(document("counter", held.version(), Integer.toString(next))).isPresent();
    }
  }

  private static int winners(int workers, IntPredicate attempt) {
    AtomicInteger winners = new AtomicInteger();
    Parallel.run(
        workers,
        worker -> {
          if (attempt.test(worker)) {
            winners.incrementAndGet();
          }
        });
    return winners.get();
  }

  private Optional<Document> get(String kind, String id) {
    return Stages.await(records.get(kind, id));
  }

  private List<Document> list(String kind) {
    return Stages.await(records.list(kind));
  }

  private Optional<Document> put(Document document) {
    return Stages.await(records.put(document));
  }

  private Document create(String id, String body) {
    return put(document(id, 0, body)).orElseThrow();
  }

  private boolean delete(String id, long version) {
    return Stages.await(records.delete("project", id, version));
  }

  private static Document document(String id, long version, String body) {
    return new Document("project", id, version, body(body));
  }

  private static ByteString body(String text) {
    return ByteString.copyFromUtf8(text);
  }
}
