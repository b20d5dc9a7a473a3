/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.tracehub.storage.Document;
import dev.tracehub.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentsTest {

  @TempDir private Path directory;

  private Documents documents = Documents.in(Optional.empty());

  @AfterEach
  void close() {
    documents.close();
  }

  @Test
  void construct_doesNoInputOutput() {
    Documents.in(Optional.of(directory.resolve("absent")));

    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void reopened_hasWhatWasWritten() {
    open();
    Document first = documents.put(document("project", "a", 0, "one")).orElseThrow();
    documents.put(document("project", "a", first.version(), "two"));
    documents.put(document("key", "b", 0, ""));
    Document gone = documents.put(document("key", "c", 0, "x")).orElseThrow();
    assertThat(documents.delete("key", "c", gone.version())).isTrue();

    reopen();

    assertThat(documents.get("project", "a")).contains(document("project", "a", 2, "two"));
    assertThat(documents.list("key")).containsExactly(document("key", "b", 1, ""));
  }

  @Test
  void list_onlyOfTheKind() {
    open();
    documents.put(document("a", "\uffff", 0, ""));
    documents.put(document("ab", "1", 0, ""));
    documents.put(document("b", "1", 0, ""));

    assertThat(documents.list("a")).extracting(Document::id).containsExactly("\uffff");
    assertThat(documents.list("")).isEmpty();
  }

  @Test
  void leftoverOfAnInterruptedWrite_isIgnored() throws IOException {
    open();
    documents.put(document("key", "a", 0, "kept"));
    documents.close();
    Files.writeString(directory.resolve("documents.bin.tmp"), "half a fi");

    reopen();

    assertThat(documents.get("key", "a")).isPresent();
    assertThat(documents.put(document("key", "b", 0, ""))).isPresent();
  }

  @Test
  void tornAtAnyByte_isAnErrorThatNamesTheFile() throws IOException {
    byte[] good = goodFile();
    for (int length = 0; length < good.length; length++) {
      assertRefused(Arrays.copyOf(good, length));
    }
  }

  @Test
  void flippedAnyBit_isAnErrorThatNamesTheFile() throws IOException {
    byte[] good = goodFile();
    for (int bit = 0; bit < good.length * 8; bit++) {
      byte[] bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << bit % 8);
      assertRefused(bad);
    }
  }

  @Test
  void wrongFile_doesNotBlockAfterItIsReplaced() throws IOException {
    byte[] good = goodFile();
    assertRefused(new byte[100]);

    Files.write(file(), good);

    reopen();
    assertThat(documents.get("key", "a")).isPresent();
  }

  @Test
  void openTwice_secondIsRefusedUntilTheFirstCloses() {
    open();
    documents.put(document("key", "a", 0, ""));
    Documents second = Documents.in(Optional.of(directory));

    assertThatThrownBy(() -> second.list("key"))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("another store has it open");

    documents.close();
    assertThat(second.list("key")).hasSize(1);
    second.close();
  }

  @Test
  void failedWrite_changesNothingAndReadsTheFileAgain() throws IOException {
    open();
    documents.put(document("key", "a", 0, "kept"));
    // A directory in the way of the file that is written first.
    Path obstacle = Files.createDirectory(directory.resolve("documents.bin.tmp"));

    assertThatThrownBy(() -> documents.put(document("key", "b", 0, "")))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("documents.bin cannot be written");
    assertThat(documents.list("key")).extracting(Document::id).containsExactly("a");

    Files.delete(obstacle);
    assertThat(documents.put(document("key", "b", 0, ""))).isPresent();
  }

  private byte[] goodFile() throws IOException {
    open();
    documents.put(document("key", "a", 0, "body"));
    documents.put(document("project", "\uc548\ub155", 0, "more"));
    documents.close();
    return Files.readAllBytes(file());
  }

  private void assertRefused(byte[] content) throws IOException {
    Files.write(file(), content);
    Documents bad = Documents.in(Optional.of(directory));
    assertThatThrownBy(bad::check)
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(file().toString())
        .extracting(e -> ((StorageException) e).family())
        .isEqualTo(StorageException.Family.INTERNAL);
    assertThat(Files.readAllBytes(file())).isEqualTo(content);
    bad.close();
  }

  private Path file() {
    return directory.resolve("documents.bin");
  }

  private void open() {
    documents = Documents.in(Optional.of(directory));
  }

  private void reopen() {
    documents.close();
    open();
  }

  private static Document document(String kind, String id, long version, String body) {
    return new Document(kind, id, version, ByteString.copyFromUtf8(body));
  }
}
