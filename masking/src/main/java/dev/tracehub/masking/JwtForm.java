/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.util.List;

/**
 * JSON web tokens: three runs of base64url with dots between, the first of which is a JSON object.
 */
final class JwtForm implements Form {

  private static final String ANCHOR = "eyJ";
  private static final int LEAST_PART = 16;
  private static final int LEAST_SIGNATURE = 10;

  @Override
  public Family family() {
    return Family.JWT;
  }

  @Override
  public List<String> anchors() {
    return List.of(ANCHOR);
  }

  @Override
  public boolean plausible(byte[] bytes, int start, int to) {
    int end = start + LEAST_PART;
    return Ascii.startsWith(bytes, start, to, ANCHOR)
        && end <= to
        && CharClass.WORD_DASH.runEnd(bytes, start, end) == end;
  }

  @Override
  public boolean match(byte[] bytes, int start, int from, int to, Match match) {
    // Only at the beginning of a run: otherwise every "eyJ" of a long run would read it to its end.
    if (!Ascii.startsWith(bytes, start, to, ANCHOR)
        || !Ascii.isWordStart(bytes, start, from, CharClass.WORD_DASH)) {
      return false;
    }
    int header = part(bytes, start, to, LEAST_PART);
    int payload = header < 0 ? -1 : part(bytes, header, to, LEAST_PART);
    if (payload < 0) {
      return false;
    }
    int end = CharClass.WORD_DASH.runEnd(bytes, payload, to);
    return end - payload >= LEAST_SIGNATURE && match.set(start, end);
  }

  /** The index after a part and its dot; -1 when there is no such part. */
  private static int part(byte[] bytes, int from, int to, int least) {
    int end = CharClass.WORD_DASH.runEnd(bytes, from, to);
    return end - from >= least && end < to && bytes[end] == '.' ? end + 1 : -1;
  }
}
