/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.clickhouse.local;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Finds an engine: a {@code clickhouse} on the PATH, else the installed library. */
final class EngineLocator {

  /** The folder for what is installed; by default tracehub in the user's cache folder. */
  static final String CACHE_VARIABLE = "TRACEHUB_CACHE_DIR";

  private EngineLocator() {}

  /**
   * The engine, installed if it has to be.
   *
   * @throws EngineUnavailableException when there is none and none can be had
   */
  static Engine find(Map<String, String> environment) throws EngineUnavailableException {
    Optional<Path> binary = onPath(environment, "clickhouse");
    if (binary.isPresent()) {
      return new Engine.Binary(binary.get());
    }
    EnginePackage enginePackage = EnginePackage.ofThisMachine();
    return new Engine.Library(
        new EngineInstaller(cache(environment), onPath(environment, "npm"), environment)
            .install(enginePackage));
  }

  /** The first executable of that name on the PATH. */
  static Optional<Path> onPath(Map<String, String> environment, String program) {
    return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  static Path cache(Map<String, String> environment) {
    String own = environment.getOrDefault(CACHE_VARIABLE, "");
    if (!own.isEmpty()) {
      return Path.of(own);
    }
    String shared = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path base =
        shared.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(shared);
    return base.resolve("tracehub");
  }
}
