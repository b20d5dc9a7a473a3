/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks;

import java.util.random.RandomGenerator;

/** Text that compresses and matches about as real questions and answers do. */
final class Sentences {

  private static final String[] WORDS =
      ("the order has not arrived and my card was charged twice please check when the refund will"
              + " be booked to account number our support team answers within one working day you"
              + " can change the delivery address until the parcel leaves the warehouse thank you"
              + " for waiting we found your invoice in the archive here are the steps open settings"
              + " choose billing press cancel subscription confirm with your password error code"
              + " payment declined bank customer premium plan monthly yearly discount shipping")
          .split(" ");

  private final RandomGenerator random;

  Sentences(RandomGenerator random) {
    this.random = random;
  }

  /** Text of about this many characters. */
  String text(int chars) {
    StringBuilder text = new StringBuilder(chars + 16);
    while (text.length() < chars) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(random.nextInt(12) == 0 ? ". " : " ");
    }
    return text.toString();
  }
}
