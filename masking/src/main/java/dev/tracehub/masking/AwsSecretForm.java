/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.util.List;

/** A secret access key of AWS, which only its name tells. Only the value is masked. */
final class AwsSecretForm implements Form {

  private static final List<String> NAMES =
      List.of("ecret_access_key", "ECRET_ACCESS_KEY", "ecretAccessKey", "aws_secret", "AWS_SECRET");

  private static final int LENGTH = 40;
  private static final CharClass CHARACTERS = CharClass.of("0-9A-Za-z/+");

  @Override
  public Family family() {
    return Family.AWS;
  }

  @Override
  public List<String> anchors() {
    return NAMES;
  }

  @Override
  public boolean plausible(byte[] bytes, int start, int to) {
    int value = valueFrom(bytes, start, to);
    return value >= 0 && CHARACTERS.runEnd(bytes, value, to) - value >= LENGTH;
  }

  @Override
  public boolean match(byte[] bytes, int start, int from, int to, Match match) {
    int value = valueFrom(bytes, start, to);
    if (value < 0) {
      return false;
    }
    int end = CHARACTERS.runEnd(bytes, value, Math.min(to, value + LENGTH + 1));
    return end - value == LENGTH && match.set(value, end);
  }

  private static int valueFrom(byte[] bytes, int start, int to) {
    for (String name : NAMES) {
      if (Ascii.startsWith(bytes, start, to, name)) {
        return Assignment.valueFrom(bytes, start + name.length(), to);
      }
    }
    return -1;
  }
}
