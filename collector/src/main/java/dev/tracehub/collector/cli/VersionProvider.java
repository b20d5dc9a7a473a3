/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.cli;

import dev.tracehub.collector.BuildVersion;
import picocli.CommandLine;

/** Answers {@code --version}. */
final class VersionProvider implements CommandLine.IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"tracehub " + BuildVersion.get()};
  }
}
