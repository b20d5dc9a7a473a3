/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.questions;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The SQL files beside this class. */
final class SqlFile {

  private static final Pattern QUESTION = Pattern.compile("-- question: (\\w+)\n");

  private SqlFile() {}

  /** The text of a file. */
  static String read(String name) {
    try (InputStream in = SqlFile.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no file " + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The statements of a file, which end with a semicolon. */
  static List<String> statements(String name) {
    return Stream.of(read(name).split(";\\s*\n", -1)).filter(s -> !s.isBlank()).toList();
  }

  /** The statements of a file that name themselves, by their names in order. */
  static Map<String, String> questions(String name) {
    Map<String, String> questions = new LinkedHashMap<>();
    String text = read(name);
    var header = QUESTION.matcher(text);
    int next = header.find() ? header.start() : -1;
    while (next >= 0) {
      String question = header.group(1);
      int begin = header.end();
      next = header.find() ? header.start() : -1;
      questions.put(question, text.substring(begin, next < 0 ? text.length() : next).strip());
    }
    return questions;
  }
}
