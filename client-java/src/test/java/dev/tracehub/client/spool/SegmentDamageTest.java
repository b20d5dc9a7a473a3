/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segments of three frames, cut anywhere and with any bit wrong. */
class SegmentDamageTest {

  private static final int FRAME = 64;
  private static final String A = "a".repeat(FRAME - FrameHeader.BYTES - 3);
  private static final String B = "b".repeat(FRAME - FrameHeader.BYTES);
  private static final String C = "c".repeat(FRAME - FrameHeader.BYTES - 5);

  @TempDir private Path temp;

  private Path segment;
  private byte[] whole;
  private int folders;

  @BeforeEach
  void write() throws IOException {
    Path folder = temp.resolve("written");
    SpoolFixture fixture = SpoolFixture.in(folder);
    fixture.append(A);
    fixture.append(B);
    fixture.append(C);
    fixture.close();
    segment = SpoolFixture.segments(folder).get(0);
    whole = Files.readAllBytes(segment);
    assertThat(whole).hasSize(3 * FRAME);
  }

  @Test
  void lastFrame_cutAnywhere_isCutOffAndCountedAndTheOthersAreRead() throws IOException {
    for (int size = 2 * FRAME; size < 3 * FRAME; size++) {
      Path folder = folderWith(Arrays.copyOf(whole, size));
      SpoolFixture fixture = SpoolFixture.in(folder).tended();
      boolean payloadIsWhole = size >= 3 * FRAME - 5;

      assertThat(fixture.texts())
          .as("cut to %d", size)
          .isEqualTo(payloadIsWhole ? List.of(A, B, C) : List.of(A, B));
      assertThat(fixture.told.recovered).isEqualTo(payloadIsWhole ? 3 : 2);
      boolean torn = size > 2 * FRAME && !payloadIsWhole;
      assertThat(fixture.spool.stats().tornTails()).isEqualTo(torn ? 1 : 0);
      assertThat(fixture.spool.stats().damagedFrames()).isZero();
      assertThat(Files.size(folder.resolve(segment.getFileName())))
          .isEqualTo(payloadIsWhole ? size : 2 * FRAME);
      fixture.close();
    }
  }

  @Test
  void middleFrame_anyBitFlipped_costsThatFrameAtMostAndIsCounted() throws IOException {
    for (int bit = FRAME * 8; bit < 2 * FRAME * 8; bit++) {
      SpoolFixture fixture = SpoolFixture.in(folderWith(flipped(bit))).tended();
      List<String> texts = fixture.texts();
      boolean state = isState(bit);

      assertThat(texts).as("bit %d", bit).isEqualTo(state ? List.of(A, B, C) : List.of(A, C));
      assertThat(fixture.spool.stats().damagedFrames()).isEqualTo(state ? 0 : 1);
      // Every record that counted as taken over is in one of the accounts.
      assertThat(texts.size() + fixture.told.lostRecords.size())
          .isEqualTo((int) fixture.told.recovered);
      fixture.close();
    }
  }

  @Test
  void lastFrame_anyBitFlipped_isCounted() throws IOException {
    int payloadEnd = 3 * FRAME - 5;
    for (int bit = 2 * FRAME * 8; bit < payloadEnd * 8; bit++) {
      SpoolFixture fixture = SpoolFixture.in(folderWith(flipped(bit))).tended();
      boolean state = isState(bit);

      assertThat(fixture.texts())
          .as("bit %d", bit)
          .isEqualTo(state ? List.of(A, B, C) : List.of(A, B));
      assertThat(fixture.spool.stats().damagedFrames() + fixture.spool.stats().tornTails())
          .isEqualTo(state ? 0 : 1);
      fixture.close();
    }
  }

  @Test
  void doneFrame_anyBitOfItsStateFlipped_isSentOnceMore() throws IOException {
    Path folder = folderWith(whole);
    SpoolFixture first = SpoolFixture.in(folder).tended();
    first.remove(first.load().get(0));
    first.close();
    byte[] marked = Files.readAllBytes(folder.resolve(segment.getFileName()));
    for (int bit = 0; bit < 32; bit++) {
      byte[] damaged = marked.clone();
      damaged[FrameHeader.STATE_OFFSET + bit / 8] ^= (byte) (1 << bit % 8);
      SpoolFixture fixture = SpoolFixture.in(folderWith(damaged)).tended();

      assertThat(fixture.texts()).containsExactly(A, B, C);
      fixture.close();
    }
  }

  @Test
  void payloadThatLooksLikeFrames_isNotReadAsFrames() throws IOException {
    Path folder = temp.resolve("forged");
    SpoolFixture fixture = SpoolFixture.in(folder);
    FrameHeader forged = FrameHeader.of(new byte[8], 1);
    // Right in all but the salt, which who makes payloads cannot know.
    byte[] frame = forged.frame(new byte[8], 0, FrameHeader.BYTES);
    fixture.spool.append(frame, 1, 1, 0);
    fixture.append("last");
    fixture.close();
    Path file = SpoolFixture.segments(folder).get(0);
    byte[] bytes = Files.readAllBytes(file);
    bytes[0] ^= 1;
    Files.write(file, bytes);

    SpoolFixture next = SpoolFixture.in(folder).tended();

    assertThat(next.texts()).containsExactly("last");
    assertThat(next.spool.stats().damagedFrames()).isEqualTo(1);
    next.close();
  }

  @Test
  void fileOfNoise_isCutAndDeleted() throws IOException {
    byte[] noise = new byte[200_000];
    new java.util.Random(1).nextBytes(noise);
    Path folder = folderWith(noise);

    SpoolFixture fixture = SpoolFixture.in(folder).tended();

    assertThat(fixture.spool.isEmpty()).isTrue();
    assertThat(fixture.spool.stats().tornTails()).isEqualTo(1);
    assertThat(SpoolFixture.files(folder)).isEmpty();
    fixture.close();
  }

  private static boolean isState(int bit) {
    int inFrame = bit / 8 % FRAME;
    return inFrame >= FrameHeader.STATE_OFFSET && inFrame < FrameHeader.STATE_OFFSET + 4;
  }

  private byte[] flipped(int bit) {
    byte[] bytes = whole.clone();
    bytes[bit / 8] ^= (byte) (1 << bit % 8);
    return bytes;
  }

  private Path folderWith(byte[] bytes) throws IOException {
    folders++;
    Path folder = Files.createDirectory(temp.resolve("copy-" + folders));
    Files.write(folder.resolve(segment.getFileName()), bytes);
    // As its owner left it: without the lock's file the segment would get another name.
    Files.createFile(folder.resolve(Claim.ownerOf(segment.getFileName().toString()) + ".lock"));
    return folder;
  }
}
