/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import static dev.tracehub.collector.journal.JournalTesting.append;
import static dev.tracehub.collector.journal.JournalTesting.payload;
import static dev.tracehub.collector.journal.JournalTesting.payloads;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a start makes of files that a crash or the disk has damaged. */
@Timeout(120)
class JournalDamageTest {

  private static final String SEGMENT = "0000000000000000000.journal";
  private static final JournalConfig CONFIG = Ledger.config(SyncMode.ALWAYS);

  private final List<byte[]> written = new ArrayList<>();
  private final List<Integer> ends = new ArrayList<>();
  private SimulatedDisk disk = new SimulatedDisk();

  /** Five small frames, and a process that was killed after it. */
  @BeforeEach
  void writeFiveFrames() throws Exception {
    try (Journal journal = FileJournal.open(disk, CONFIG)) {
      for (int i = 0; i < 5; i++) {
        byte[] bytes = payload(i, 20 + 3 * i);
        ends.add((int) append(journal, bytes));
        written.add(bytes);
      }
      disk = disk.afterKill();
    }
  }

  @Test
  void truncation_atEachByteOfTheLastThreeFrames_losesOnlyWhatIsCut() throws Exception {
    for (int size = ends.get(1); size <= ends.get(4); size++) {
      SimulatedDisk cut = disk.afterKill();
      cut.replaceBytes(SEGMENT, Arrays.copyOf(cut.bytes(SEGMENT), size));
      int whole = wholeFrames(size);
      boolean torn = size > ends.get(whole - 1);
      checkStart(cut, written.subList(0, whole), torn ? 1 : 0, 0, "truncated to " + size);
    }
  }

  /** A frame is whole without the zeros that fill it up. */
  private int wholeFrames(int size) {
    int whole = 0;
    while (whole < ends.size() && frameEnd(whole) <= size) {
      whole++;
    }
    return whole;
  }

  @Test
  void zeros_fromEachByteOfTheLastThreeFrames_losesOnlyWhatIsCut() throws Exception {
    for (int from = ends.get(1); from <= ends.get(4); from++) {
      SimulatedDisk cut = disk.afterKill();
      byte[] bytes = cut.bytes(SEGMENT).clone();
      Arrays.fill(bytes, from, bytes.length, (byte) 0);
      cut.replaceBytes(SEGMENT, bytes);
      try (Journal journal = FileJournal.open(cut, CONFIG)) {
        assertThat(payloads(journal))
            .as("zeros from %d", from)
            .containsAll(written.subList(0, wholeFrames(from)));
        assertThat(payloads(journal).size()).isLessThanOrEqualTo(wholeFrames(from) + 1);
      }
    }
  }

  @Test
  void flip_ofEachBitOfTheLastFrame_isATornTail() throws Exception {
    for (int bit = ends.get(3) * 8; bit < frameEnd(4) * 8; bit++) {
      checkStart(flipped(bit), written.subList(0, 4), 1, 0, "bit " + bit);
    }
  }

  @Test
  void flip_ofEachBitOfAMiddleFrame_setsThatFrameAside() throws Exception {
    for (int bit = ends.get(1) * 8; bit < frameEnd(2) * 8; bit++) {
      List<byte[]> left = new ArrayList<>(written);
      left.remove(2);
      SimulatedDisk damaged = flipped(bit);
      byte[] bytes = Arrays.copyOfRange(damaged.bytes(SEGMENT), ends.get(1), ends.get(2));
      checkStart(damaged, left, 0, 1, "bit " + bit);
      assertThat(quarantined(damaged, ends.get(1), ".bin")).as("bit %d", bit).isEqualTo(bytes);
    }
  }

  @Test
  void flip_ofEachBitInASealedSegment_isFoundByTheReader() throws Exception {
    try (Journal journal = FileJournal.open(disk, CONFIG)) {
      byte[] large = payload(9, 16_000);
      append(journal, large);
      written.add(large);
      disk = disk.afterKill();
    }
    for (int bit = ends.get(1) * 8; bit < frameEnd(2) * 8; bit++) {
      SimulatedDisk damaged = flipped(bit);
      try (Journal journal = FileJournal.open(damaged, CONFIG)) {
        List<byte[]> left = new ArrayList<>(written);
        left.remove(2);
        assertThat(payloads(journal)).as("bit %d", bit).containsExactlyElementsOf(left);
        assertThat(journal.stats().quarantinedFrames()).isEqualTo(1);
        assertThat(payloads(journal)).as("again").containsExactlyElementsOf(left);
        assertThat(journal.stats().quarantinedFrames()).isEqualTo(1);
      }
      try (Journal journal = FileJournal.open(damaged, CONFIG)) {
        assertThat(journal.stats().quarantinedFrames()).as("after a restart").isEqualTo(1);
      }
    }
  }

  @Test
  void flip_ofTwoFramesInARow_countsBoth() throws Exception {
    SimulatedDisk damaged = flipped(ends.get(0) * 8 + 70);
    damaged.bytes(SEGMENT)[ends.get(1) + 9] ^= 1;
    checkStart(
        damaged, List.of(written.get(0), written.get(3), written.get(4)), 0, 2, "two lengths");
  }

  @Test
  void junk_afterTheLastFrame_isCut() throws Exception {
    Random random = new Random(17);
    for (int length = 1; length < 200; length += 3) {
      byte[] junk = new byte[length];
      random.nextBytes(junk);
      junk[0] |= 1;
      SimulatedDisk damaged = disk.afterKill();
      System.arraycopy(junk, 0, damaged.bytes(SEGMENT), ends.get(4), length);
      checkStart(damaged, written, 1, 0, length + " bytes of junk");
      assertThat(quarantined(damaged, ends.get(4), ".torn")).startsWith(junk);
    }
  }

  @Test
  void length_ofZeroOrOfTheWholeFileOrNegative_losesThatFrameAlone() throws Exception {
    for (int length : new int[] {0, 1, 39, 1 << 14, Integer.MAX_VALUE, -1, Integer.MIN_VALUE}) {
      SimulatedDisk damaged = disk.afterKill();
      ByteBuffer.wrap(damaged.bytes(SEGMENT)).putInt(ends.get(0) + 8, length);
      List<byte[]> left = new ArrayList<>(written);
      left.remove(1);
      checkStart(damaged, left, 0, 1, "length " + length);
    }
  }

  @Test
  void frame_ofAnEarlierEpoch_isCut() throws Exception {
    byte[] stale = Arrays.copyOfRange(disk.bytes(SEGMENT), ends.get(3), ends.get(4));
    Arrays.fill(disk.bytes(SEGMENT), ends.get(2), ends.get(4), (byte) 0);
    byte[] replaced = payload(77, written.get(3).length);
    SimulatedDisk later;
    try (Journal journal = FileJournal.open(disk, CONFIG)) {
      assertThat(append(journal, replaced)).isEqualTo((long) ends.get(3));
      later = disk.afterKill();
    }
    System.arraycopy(stale, 0, later.bytes(SEGMENT), ends.get(3), stale.length);

    List<byte[]> left = new ArrayList<>(written.subList(0, 3));
    left.add(replaced);
    checkStart(later, left, 1, 0, "stale frame");
  }

  @Test
  void payload_thatLooksLikeFrames_isNeverTakenForThem() throws Exception {
    byte[] forged = Arrays.copyOfRange(disk.bytes(SEGMENT), SegmentHeader.BYTES, ends.get(4));
    SimulatedDisk later;
    int start = ends.get(4);
    try (Journal journal = FileJournal.open(disk, CONFIG)) {
      append(
          journal, Arrays.copyOfRange(forged, 1, forged.length)); // Aligned after header and "p".
      append(journal, forged);
      append(journal, payload(5, 10));
      later = disk.afterKill();
    }
    later.bytes(SEGMENT)[start + 9] ^= 1; // Both their lengths are wrong now.
    int second = start + (int) FrameHeader.padded(FrameHeader.BYTES + forged.length);
    later.bytes(SEGMENT)[second + 9] ^= 1;

    List<byte[]> left = new ArrayList<>(written);
    left.add(payload(5, 10));
    checkStart(later, left, 0, 2, "forged");
  }

  @Test
  void wholeSegment_ofJunk_stopsNobody() throws Exception {
    byte[] junk = new byte[16 << 10];
    new Random(3).nextBytes(junk);
    SimulatedDisk damaged = disk.afterKill();
    damaged.replaceBytes(SEGMENT, junk);
    checkStart(damaged, List.of(), 1, 0, "junk");
    assertThat(quarantined(damaged, SegmentHeader.BYTES, ".torn"))
        .isEqualTo(Arrays.copyOfRange(junk, SegmentHeader.BYTES, junk.length));
  }

  @Test
  void blocksThatCannotBeRead_costTheirFramesAlone() throws Exception {
    List<byte[]> large = new ArrayList<>();
    try (Journal journal = FileJournal.open(disk, CONFIG)) {
      for (int i = 0; i < 8; i++) {
        large.add(payload(100 + i, 3000));
        append(journal, large.get(i));
      }
      disk = disk.afterKill();
    }
    disk.unreadable(SEGMENT, 1);
    try (Journal journal = FileJournal.open(disk, CONFIG)) {
      List<byte[]> found = payloads(journal);
      assertThat(found).containsAll(written).containsAll(large.subList(3, 8));
      assertThat(found).hasSizeLessThan(13);
      assertThat(journal.stats().quarantinedFrames()).isEqualTo(13 - found.size());
    }
  }

  /** Opens, compares, appends, opens again. */
  private static void checkStart(
      SimulatedDisk disk, List<byte[]> expected, long torn, long quarantined, String description)
      throws Exception {
    byte[] more = payload(1234, 33);
    try (Journal journal = FileJournal.open(disk, CONFIG)) {
      assertThat(payloads(journal)).as(description).containsExactlyElementsOf(expected);
      assertThat(journal.stats().tornFrames()).as(description).isEqualTo(torn);
      assertThat(journal.stats().quarantinedFrames()).as(description).isEqualTo(quarantined);
      append(journal, more);
    }
    List<byte[]> after = new ArrayList<>(expected);
    after.add(more);
    try (Journal journal = FileJournal.open(disk, CONFIG)) {
      assertThat(payloads(journal)).as(description).containsExactlyElementsOf(after);
      assertThat(journal.stats().tornFrames()).as(description).isZero();
    }
  }

  private SimulatedDisk flipped(int bit) {
    SimulatedDisk damaged = disk.afterKill();
    damaged.bytes(SEGMENT)[bit / 8] ^= (byte) (1 << bit % 8);
    return damaged;
  }

  /** Where a frame ends without the zeros that fill it up. */
  private int frameEnd(int frame) {
    int start = frame == 0 ? SegmentHeader.BYTES : ends.get(frame - 1);
    return start + FrameHeader.BYTES + "p".length() + written.get(frame).length;
  }

  private static byte[] quarantined(SimulatedDisk disk, long position, String suffix) {
    return ((SimulatedDisk) disk.folder("quarantine")).bytes(Segment.fileName(position, suffix));
  }
}
