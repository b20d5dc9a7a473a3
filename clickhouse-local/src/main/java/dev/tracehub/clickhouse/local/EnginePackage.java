/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.clickhouse.local;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The npm package that holds the engine as a library.
 *
 * @param name its name
 * @param version its version
 * @param integrity what npm must have verified, in its own notation; empty when it is not known
 */
record EnginePackage(String name, String version, Optional<String> integrity) {

  private static final String VERSION = "26.7.3-stable.1";

  private static final Map<String, String> INTEGRITY =
      Map.of(
          "linux-x64-gnu",
          "sha512-XP97mMqnc5tZpKQywR8N7cLTsHNiTmHr30pC5mzo3jWmukjKn2IBa60c2B/gWUNcuFjOMjWoorQICCqBVj5wpw==");

  /**
   * The package for this operating system and processor.
   *
   * @throws EngineUnavailableException when there is none
   */
  static EnginePackage ofThisMachine() throws EngineUnavailableException {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static EnginePackage of(String system, String processor) throws EngineUnavailableException {
    String cpu =
        switch (processor) {
          case "amd64", "x86_64" -> "x64";
          case "aarch64", "arm64" -> "arm64";
          default -> throw unsupported(system, processor);
        };
    String lower = system.toLowerCase(Locale.ROOT);
    String platform;
    if (lower.startsWith("linux")) {
      platform = "linux-" + cpu + "-gnu";
    } else if (lower.startsWith("mac")) {
      platform = "darwin-" + cpu;
    } else {
      throw unsupported(system, processor);
    }
    return new EnginePackage(
        "@chdb/lib-" + platform, VERSION, Optional.ofNullable(INTEGRITY.get(platform)));
  }

  /** The folder that it is installed in. */
  String folder() {
    return name.substring(name.indexOf('/') + 1).replaceFirst("^lib-", "clickhouse-")
        + "-"
        + version;
  }

  @Override
  public String toString() {
    return name + "@" + version;
  }

  private static EngineUnavailableException unsupported(String system, String processor) {
    return new EngineUnavailableException(
        "no `clickhouse` on the PATH, and the engine's library exists for Linux and macOS on x64"
            + " and arm64, not for "
            + system
            + " on "
            + processor);
  }
}
