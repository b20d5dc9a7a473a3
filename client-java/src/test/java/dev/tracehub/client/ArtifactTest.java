/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What an application gets with the client: the README's table, and nothing beyond it. */
class ArtifactTest {

  private static final Pattern ROW = Pattern.compile("\\| `([a-z0-9.-]+)` \\| ([0-9.,]+) \\|.*");
  private static final Pattern VERSION = Pattern.compile("-\\d.*\\.jar$");

  /** Of the whole, without the archives of this project: what is more is a decision. */
  private static final long MOST_BYTES = 22_000_000;

  private static final List<String> OURS =
      List.of("tracehub-client", "tracehub-proto", "tracehub-masking");

  @Test
  void archivesOfTheReadme_areEnoughToSend() throws Exception {
    assertThat(run(BareNetwork.class, rows().keySet())).isEqualTo("a");
  }

  @Test
  void archivesWithoutTheNetwork_areEnoughOverAnotherChannel() throws Exception {
    Set<String> archives = new HashSet<>(rows().keySet());
    archives.remove("grpc-netty-shaded");
    archives.add("grpc-inprocess");

    assertThat(run(BareRecording.class, archives)).isEqualTo("outer inner");
  }

  /** In a process of its own: Netty's native part belongs to one class loader of a JVM. */
  private static String run(Class<?> what, Set<String> names) throws Exception {
    Map<String, Path> archives = archives();
    List<String> classPath = new ArrayList<>();
    folders().forEach(folder -> classPath.add(folder.toString()));
    for (String name : names) {
      // Within a build our own are folders.
      assertThat(archives.containsKey(name) || OURS.contains(name)).as(name).isTrue();
      if (archives.containsKey(name)) {
        classPath.add(archives.get(name).toString());
      }
    }
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                String.join(File.pathSeparator, classPath),
                what.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = process.inputReader()) {
      return String.valueOf(output.readLine());
    } finally {
      process.destroyForcibly().onExit().join();
    }
  }

  @Test
  void sizes_areThoseOfTheReadme() throws IOException {
    Map<String, Path> archives = archives();
    long sum = 0;
    for (Map.Entry<String, Double> row : rows().entrySet()) {
      if (OURS.contains(row.getKey())) {
        continue;
      }
      long bytes = Files.size(archives.get(row.getKey()));
      sum += bytes;
      System.out.printf("%-28s %,11d%n", row.getKey(), bytes);
      assertThat(bytes / 1e6).as(row.getKey()).isCloseTo(row.getValue(), within(0.06));
    }
    System.out.printf("%-28s %,11d%n", "all but ours", sum);
    assertThat(sum).isLessThan(MOST_BYTES);
  }

  /** The table's archives and their size in megabytes. */
  private static Map<String, Double> rows() throws IOException {
    Map<String, Double> rows = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("README.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.put(row.group(1), Double.valueOf(row.group(2)));
      }
    }
    assertThat(rows).containsKeys("tracehub-client", "grpc-netty-shaded");
    return rows;
  }

  private static Map<String, Path> archives() {
    Map<String, Path> archives = new TreeMap<>();
    for (Path entry : classPath()) {
      Matcher version = VERSION.matcher(String.valueOf(entry.getFileName()));
      if (version.find()) {
        archives.put(version.replaceFirst(""), entry);
      }
    }
    return archives;
  }

  private static List<Path> folders() {
    return classPath().stream().filter(Files::isDirectory).toList();
  }

  private static List<Path> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .toList();
  }
}
