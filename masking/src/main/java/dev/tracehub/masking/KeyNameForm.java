/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.util.List;

/**
 * Keys of attributes whose values are secrets whatever they look like. Only tells that a message is
 * to be looked at: {@link Finder#familyOfKey} says which values.
 */
final class KeyNameForm implements Form {

  /** The tag of field 1 of the kind that has a length, which a key has in every protocol. */
  private static final int KEY_TAG = 0x0A;

  private static final int LONGEST = 0x7F;

  private final List<String> names = KeyNames.spellings();
  private final NameIndex index = new NameIndex(names);

  @Override
  public Family family() {
    return Family.CREDENTIAL;
  }

  @Override
  public List<String> anchors() {
    return names;
  }

  /** Whether a length before the name reaches to its end. */
  @Override
  public boolean plausible(byte[] bytes, int start, int to) {
    int end = index.end(bytes, start, to);
    return end >= 0 && endsKey(bytes, start, end);
  }

  private static boolean endsKey(byte[] bytes, int start, int end) {
    for (int length = end - start; length <= LONGEST && end - length >= 2; length++) {
      byte before = bytes[end - length - 1];
      if (before == length && bytes[end - length - 2] == KEY_TAG) {
        return true;
      }
      if (before >= 0 && before < ' ') {
        // No key has such a character.
        return false;
      }
    }
    return false;
  }

  @Override
  public boolean match(byte[] bytes, int start, int from, int to, Match match) {
    return false;
  }
}
