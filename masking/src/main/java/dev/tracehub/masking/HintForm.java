/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.util.List;

/**
 * Texts that make a message suspicious and are no finds themselves.
 *
 * @param anchors the texts
 */
record HintForm(List<String> anchors) implements Form {

  @Override
  public Family family() {
    return Family.CREDENTIAL;
  }

  @Override
  public boolean plausible(byte[] bytes, int start, int to) {
    return anchors.stream()
        .anyMatch(hint -> Ascii.startsWith(bytes, start, to, AnchorScan.bytes(hint)));
  }

  @Override
  public boolean match(byte[] bytes, int start, int from, int to, Match match) {
    return false;
  }
}
