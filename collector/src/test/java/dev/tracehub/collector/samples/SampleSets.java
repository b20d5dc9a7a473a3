/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.samples;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The sample sets among the test resources. */
public final class SampleSets {

  private static final String ROOT = "/otlp-samples";

  private SampleSets() {}

  /** The names of all sets. */
  public static List<String> names() {
    try (Stream<Path> folders = Files.list(root())) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The trace requests of a set in the order of arrival. */
  public static List<byte[]> requests(String set) {
    List<byte[]> requests = new ArrayList<>();
    try (Stream<Path> files = Files.list(root().resolve(set))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".pb")).sorted().toList()) {
        requests.add(Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return requests;
  }

  /** What is known about a set. */
  public static ExpectedSet expected(String set) {
    try (Reader json = Files.newBufferedReader(root().resolve(set).resolve("expected.json"))) {
      return new Gson().fromJson(json, ExpectedSet.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    URL root = SampleSets.class.getResource(ROOT);
    if (root == null) {
      throw new IllegalStateException("test resource " + ROOT + " is missing");
    }
    try {
      return Path.of(root.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
