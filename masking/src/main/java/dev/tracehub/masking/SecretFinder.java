/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.util.List;

/**
 * Finds secrets by their forms. Immutable, thread-safe. Takes time in proportion to the bytes.
 *
 * <p>A prefilter reads bytes once and says whether anything in them may be a secret; a {@link
 * Search} then looks at one text after the other.
 */
public final class SecretFinder {

  private final List<SecretFamily> families;
  private final AnchorScan anchors;

  private SecretFinder(List<SecretFamily> families) {
    this.families = List.copyOf(families);
    anchors = new AnchorScan(families.stream().map(SecretFamily::anchors).toList());
  }

  /** Finds secrets whose form is certain: keys, tokens, private keys and passwords in URLs. */
  public static SecretFinder ofKeys() {
    return new SecretFinder(SecretFamilies.KEYS);
  }

  /** Finds keys, and also what stands where HTTP headers and queries carry credentials. */
  public static SecretFinder ofKeysAndCredentials() {
    return new SecretFinder(SecretFamilies.KEYS_AND_CREDENTIALS);
  }

  /** The families' names by their numbers. Some share a name. */
  public List<String> names() {
    return families.stream().map(SecretFamily::name).toList();
  }

  /** Whether something in the bytes may be a secret: the prefilter. */
  public boolean isSuspicious(byte[] bytes) {
    int start =
        anchors.find(
            bytes,
            0,
            bytes.length,
            (at, family) -> families.get(family).plausible(bytes, at, bytes.length));
    return start != AnchorScan.NOT_FOUND;
  }

  /** Begins a search in bytes, which the caller does not change during it. */
  public Search search(byte[] bytes) {
    return new Search(bytes);
  }

  /** A search through the texts of one array. For one thread. */
  public final class Search implements AnchorScan.StartFilter {

    private final byte[] bytes;
    private final Match match = new Match();
    private int textFrom;
    private int textTo;
    private boolean isText;
    private int at;
    private int family;

    private Search(byte[] bytes) {
      this.bytes = bytes;
    }

    /**
     * Goes to a text.
     *
     * @param text whether the bytes are known to be one, so that what stands before a secret says
     *     something about it
     */
    public void within(int from, int to, boolean text) {
      textFrom = from;
      textTo = to;
      isText = text;
      at = from;
    }

    /** Goes to the next secret of the text; false when there is none. */
    public boolean next() {
      boolean found = anchors.find(bytes, at, textTo, this) != AnchorScan.NOT_FOUND;
      at = found ? match.to : textTo;
      return found;
    }

    /** Where the secret begins. */
    public int from() {
      return match.from;
    }

    /** Where the secret ends. */
    public int to() {
      return match.to;
    }

    /** The number of its family, as in {@link SecretFinder#names()}. */
    public int family() {
      return family;
    }

    @Override
    public boolean accept(int start, int anchorFamily) {
      // All are asked: the anchor of one family may begin that of another, and the first one names.
      // Before a secret in a field that nobody knows may stand its length, which means nothing.
      int from = isText ? textFrom : start;
      for (family = 0; family < families.size(); family++) {
        if (families.get(family).match(bytes, start, from, textTo, match)) {
          return true;
        }
      }
      return false;
    }
  }
}
