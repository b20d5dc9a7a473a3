/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A document of the repository, as tests read it: the README, or another one. */
public final class Readme {

  private static final Pattern SHELL_BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
  private static final Path FILE = Path.of("..", "README.md");

  private final Path file;
  private final String text;

  private Readme(Path file, String text) {
    this.file = file;
    this.text = text;
  }

  /** Reads the README from where Maven runs the tests of a module. */
  public static Readme read() {
    return read(FILE);
  }

  /** Reads another document, by its path from there. */
  public static Readme read(Path file) {
    try {
      return new Readme(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The blocks of shell commands in order. */
  public List<String> shellBlocks() {
    List<String> blocks = new ArrayList<>();
    Matcher matcher = SHELL_BLOCK.matcher(text);
    while (matcher.find()) {
      blocks.add(matcher.group(1));
    }
    return blocks;
  }

  /**
   * What stands between the comments {@code name} and {@code /name}, without the line breaks around
   * it.
   */
  public String section(String name) {
    String begin = "<!-- " + name + " -->\n";
    int from = text.indexOf(begin) + begin.length();
    int to = text.indexOf("<!-- /" + name + " -->", from);
    return text.substring(from, to).strip();
  }

  /** Writes a section anew, for {@code -Dtracehub.update=true}. */
  public void rewrite(String name, String content) {
    String old = section(name);
    String begin = "<!-- " + name + " -->\n";
    String end = "<!-- /" + name + " -->";
    String updated =
        text.replace(begin + (old.isEmpty() ? "" : old + "\n") + end, begin + content + "\n" + end);
    try {
      Files.writeString(file, updated);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
