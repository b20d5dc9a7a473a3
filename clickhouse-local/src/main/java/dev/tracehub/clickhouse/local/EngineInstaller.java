/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.clickhouse.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Installs the engine's library once into the cache folder. Several threads and processes may
 * install at the same time: one does the work, and a folder appears complete or not at all.
 */
final class EngineInstaller {

  /** The file in the package; npm's packages for macOS use the same name. */
  static final String LIBRARY = "libchdb.so";

  private static final long NPM_MINUTES = 15;

  private static final Pattern INTEGRITY = Pattern.compile("\"integrity\"\\s*:\\s*\"([^\"]+)\"");

  /** File locks are held by the whole JVM, so its threads need one of their own. */
  private static final Object JVM_LOCK = new Object();

  private final Path cache;
  private final Optional<Path> npm;
  private final Map<String, String> environment;

  EngineInstaller(Path cache, Optional<Path> npm, Map<String, String> environment) {
    this.cache = cache;
    this.npm = npm;
    this.environment = environment;
  }

  /**
   * The library, after installing it if it is missing.
   *
   * @throws EngineUnavailableException when it is missing and npm cannot bring it
   */
  Path install(EnginePackage wanted) throws EngineUnavailableException {
    Path library = cache.resolve(wanted.folder()).resolve(LIBRARY);
    if (Files.isRegularFile(library)) {
      return library;
    }
    Path program =
        npm.orElseThrow(
            () ->
                new EngineUnavailableException(
                    "no `clickhouse` on the PATH, no "
                        + library
                        + ", no `npm` to install it with"));
    try {
      Files.createDirectories(cache);
      synchronized (JVM_LOCK) {
        try (FileChannel channel = openLock(wanted);
            var lock = channel.lock()) {
          if (lock.isValid() && !Files.isRegularFile(library)) {
            download(program, wanted, library);
          }
        }
      }
    } catch (EngineUnavailableException e) {
      throw e;
    } catch (IOException e) {
      throw unavailable(wanted, e.toString());
    }
    return library;
  }

  private FileChannel openLock(EnginePackage wanted) throws IOException {
    return FileChannel.open(
        cache.resolve(wanted.folder() + ".lock"),
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE);
  }

  private void download(Path program, EnginePackage wanted, Path library) throws IOException {
    System.err.println("installing " + wanted + " (about 600 MB) into " + cache + " …");
    Path staging = Files.createTempDirectory(cache, "installing-");
    try {
      npmInstall(program, wanted, staging);
      Path modules = staging.resolve("node_modules");
      verify(wanted, modules);
      Path complete = Files.createDirectory(staging.resolve("complete"));
      Files.move(modules.resolve(wanted.name()).resolve(LIBRARY), complete.resolve(LIBRARY));
      Files.move(complete, library.getParent(), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Folders.delete(staging);
    }
  }

  private void npmInstall(Path program, EnginePackage wanted, Path staging) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    program.toString(),
                    "install",
                    "--no-audit",
                    "--no-fund",
                    "--ignore-scripts",
                    "--prefix",
                    staging.toString(),
                    wanted.toString()))
            .directory(staging.toFile())
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output;
    try (InputStream stream = process.getInputStream()) {
      output = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
    int code = exitCode(process);
    if (code != 0) {
      throw unavailable(wanted, "npm install ended with " + code + ": " + output.strip());
    }
  }

  private static int exitCode(Process process) throws IOException {
    try {
      if (process.waitFor(NPM_MINUTES, TimeUnit.MINUTES)) {
        return process.exitValue();
      }
      throw new IOException("npm did not end within " + NPM_MINUTES + " minutes");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while npm was installing", e);
    } finally {
      process.destroyForcibly();
    }
  }

  /** npm checks the archive against the registry's word; this checks that word against ours. */
  private static void verify(EnginePackage wanted, Path modules) throws IOException {
    Path lock = modules.resolve(".package-lock.json");
    Matcher matcher = INTEGRITY.matcher(Files.readString(lock));
    String found = matcher.find() ? matcher.group(1) : "none";
    boolean right =
        wanted.integrity().map(found::equals).orElseGet(() -> found.startsWith("sha512-"));
    if (!right) {
      throw unavailable(
          wanted,
          "its integrity is " + found + " (expected: " + wanted.integrity().orElse("sha512") + ")");
    }
  }

  private static EngineUnavailableException unavailable(EnginePackage wanted, String why) {
    return new EngineUnavailableException(
        "no `clickhouse` on the PATH, and " + wanted + " could not be installed: " + why);
  }
}
