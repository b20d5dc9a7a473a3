/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.spool;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A process that takes over what it can get when a line comes in, writes down what that was, and
 * holds it until it is killed. Or, with a text, one that spools that text before it waits.
 */
final class TakeoverProcess {

  private TakeoverProcess() {}

  public static void main(String[] args) throws IOException {
    SpoolFixture fixture = SpoolFixture.in(Path.of(args[0]));
    if (args.length > 1) {
      fixture.append(args[1]);
    }
    System.out.println("ready");
    System.in.read();
    for (String text : fixture.tended().texts()) {
      System.out.println(text);
    }
    System.out.println("done");
    while (System.in.read() >= 0) {
      // The locks are held until the other side is through.
      Thread.onSpinWait();
    }
  }
}
