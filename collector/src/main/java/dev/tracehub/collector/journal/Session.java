/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What one opening of a journal tells the next.
 *
 * @param epoch grows with each opening; frames carry it, so that bytes of an earlier one are
 *     recognised
 * @param state how much may be missing after it
 */
record Session(int epoch, State state) {

  private static final String FILE = "session";

  /** How much of what was read in a session may be missing after it. The codes are on disk. */
  enum State {
    /** Nothing: frames are read after they were synced. */
    SYNCED('S'),
    /** Frames may have been read that a power cut took back. */
    RELAXED('R'),
    /** Nothing, and all of it is on the disk. */
    CLOSED('C');

    private final char code;

    State(char code) {
      this.code = code;
    }

    /** The least trusting one for a code that is not known. */
    private static State ofCode(char code) {
      return switch (code) {
        case 'S' -> SYNCED;
        case 'C' -> CLOSED;
        default -> RELAXED;
      };
    }
  }

  /** The last session; empty for a new journal, or when the file is damaged. */
  static Optional<Session> last(Disk disk) throws IOException {
    return SmallFile.read(disk, FILE)
        .map(bytes -> new Session(bytes.getInt(), State.ofCode(bytes.getChar())));
  }

  void write(Disk disk) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + Character.BYTES);
    SmallFile.replace(disk, FILE, bytes.putInt(epoch).putChar(state.code).flip());
  }
}
