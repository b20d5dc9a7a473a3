/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.clickhouse.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** npm is a script here, which writes down each call. */
class EngineInstallerTest {

  private static final String INTEGRITY = "sha512-right";

  private static final EnginePackage WANTED =
      new EnginePackage("@chdb/lib-test", "1.2.3", Optional.of(INTEGRITY));

  @TempDir Path folder;
  private Path cache;
  private Path calls;

  @BeforeEach
  void setUp() throws IOException {
    cache = folder.resolve("cache");
    calls = Files.createFile(folder.resolve("calls"));
  }

  @Test
  void install_once_thenFromTheCache() throws IOException {
    EngineInstaller installer = installer(npm(succeeding(INTEGRITY)));
    Path library = installer.install(WANTED);
    assertThat(library).hasContent("engine");
    assertThat(installer.install(WANTED)).isEqualTo(library);
    assertThat(Files.readAllLines(calls)).hasSize(1);
    assertThat(Files.readString(calls)).contains("@chdb/lib-test@1.2.3").contains("install");
  }

  @Test
  void install_cached_needsNoNpm() throws IOException {
    Path library = installer(npm(succeeding(INTEGRITY))).install(WANTED);
    assertThat(new EngineInstaller(cache, Optional.empty(), Map.of()).install(WANTED))
        .isEqualTo(library);
  }

  @Test
  void install_twoProcessesAtOnce_oneDoesTheWork() throws Exception {
    Path npm = npm(succeeding(INTEGRITY));
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      processes.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  InstallingProcess.class.getName(),
                  cache.toString(),
                  npm.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("process-" + i).toFile())
              .start());
    }
    for (int i = 0; i < 2; i++) {
      assertThat(processes.get(i).waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(processes.get(i).exitValue())
          .as(Files.readString(folder.resolve("process-" + i)))
          .isZero();
    }
    assertThat(Files.readAllLines(calls)).hasSize(1);
    assertThat(cache.resolve(WANTED.folder()).resolve(EngineInstaller.LIBRARY))
        .hasContent("engine");
  }

  @Test
  void install_npmFails_saysWhatWasTriedAndWhatToDo() throws IOException {
    Path npm = npm("echo 'npm error network unreachable' >&2; exit 7");
    assertThatExceptionOfType(EngineUnavailableException.class)
        .isThrownBy(() -> installer(npm).install(WANTED))
        .withMessageContaining("@chdb/lib-test@1.2.3 could not be installed")
        .withMessageContaining("ended with 7: npm error network unreachable")
        .withMessageContaining("`clickhouse` is on the PATH")
        .withMessageContaining("TRACEHUB_TEST_CLICKHOUSE_URL");
    assertNothingLeftBehind();
  }

  @Test
  void install_wrongIntegrity_isRefused() throws IOException {
    Path npm = npm(succeeding("sha512-wrong"));
    assertThatExceptionOfType(EngineUnavailableException.class)
        .isThrownBy(() -> installer(npm).install(WANTED))
        .withMessageContaining("its integrity is sha512-wrong (expected: sha512-right)");
    assertNothingLeftBehind();
  }

  @Test
  void find_nothingOnThePath_saysSo() {
    Map<String, String> environment =
        Map.of("PATH", folder.toString(), EngineLocator.CACHE_VARIABLE, cache.toString());
    assertThatExceptionOfType(EngineUnavailableException.class)
        .isThrownBy(() -> EngineLocator.find(environment))
        .withMessageContaining("no `clickhouse` on the PATH")
        .withMessageContaining("no `npm` to install it with");
  }

  @Test
  void find_binaryOnThePath_comesFirst() throws IOException {
    Path binary = executable("clickhouse", "exit 0");
    npm(succeeding(INTEGRITY));
    assertThat(EngineLocator.find(Map.of("PATH", "/nowhere" + File.pathSeparator + folder)))
        .isEqualTo(new Engine.Binary(binary));
    assertThat(new Engine.Binary(binary).command(List.of("--path=x")))
        .containsExactly(binary.toString(), "local", "--path=x");
  }

  @Test
  void cache_followsTheVariables() {
    assertThat(
            EngineLocator.cache(Map.of(EngineLocator.CACHE_VARIABLE, "/a", "XDG_CACHE_HOME", "/b")))
        .isEqualTo(Path.of("/a"));
    assertThat(EngineLocator.cache(Map.of("XDG_CACHE_HOME", "/b")))
        .isEqualTo(Path.of("/b/tracehub"));
    assertThat(EngineLocator.cache(Map.of()))
        .isEqualTo(Path.of(System.getProperty("user.home"), ".cache", "tracehub"));
  }

  @Test
  void package_followsTheMachine() throws IOException {
    assertThat(EnginePackage.of("Linux", "amd64").name()).isEqualTo("@chdb/lib-linux-x64-gnu");
    assertThat(EnginePackage.of("Linux", "amd64").integrity()).isPresent();
    assertThat(EnginePackage.of("Linux", "aarch64").name()).isEqualTo("@chdb/lib-linux-arm64-gnu");
    assertThat(EnginePackage.of("Mac OS X", "aarch64").name()).isEqualTo("@chdb/lib-darwin-arm64");
    assertThatExceptionOfType(EngineUnavailableException.class)
        .isThrownBy(() -> EnginePackage.of("Windows 11", "amd64"))
        .withMessageContaining("not for Windows 11 on amd64");
  }

  private EngineInstaller installer(Path npm) {
    return new EngineInstaller(cache, Optional.of(npm), System.getenv());
  }

  private Path npm(String script) throws IOException {
    return executable("npm", "echo \"$@\" >> " + calls + "\n" + script);
  }

  /** Runs in the staging folder, as npm does, and takes its time, so that two would meet. */
  private static String succeeding(String integrity) {
    return """
        mkdir -p node_modules/@chdb/lib-test
        sleep 0.5
        printf engine > node_modules/@chdb/lib-test/libchdb.so
        printf '{"packages": {"x": {"integrity": "%s"}}}' > node_modules/.package-lock.json
        """
        .formatted(integrity);
  }

  private Path executable(String name, String script) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private void assertNothingLeftBehind() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactly(WANTED.folder() + ".lock");
    }
  }

  /** Installs in a process of its own. */
  static final class InstallingProcess {

    private InstallingProcess() {}

    public static void main(String[] args) throws IOException {
      new EngineInstaller(Path.of(args[0]), Optional.of(Path.of(args[1])), System.getenv())
          .install(WANTED);
    }
  }
}
