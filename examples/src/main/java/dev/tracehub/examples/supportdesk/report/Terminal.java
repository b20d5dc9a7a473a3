/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.report;

import java.io.Console;
import java.io.PrintStream;

/** Prints to a terminal: a little colour where it is one, none where it is a file. */
public final class Terminal {

  private final PrintStream out;
  private final boolean colour;

  /** Prints to a stream, in colour or not. */
  public Terminal(PrintStream out, boolean colour) {
    this.out = out;
    this.colour = colour;
  }

  /** Standard output; colour when it is a terminal and NO_COLOR is not set. */
  public static Terminal standard() {
    return new Terminal(System.out, hasTerminal() && System.getenv("NO_COLOR") == null);
  }

  @SuppressWarnings("SystemConsoleNull") // the newer JDKs' answer is asked for below
  private static boolean hasTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      // Before JDK 22 there is a console only when there is a terminal.
      return true;
    }
  }

  /** Whether it prints in colour, which it does for people only. */
  public boolean isColour() {
    return colour;
  }

  /** A line. */
  public void line(String text) {
    out.println(text);
  }

  /** A heading with an empty line above it. */
  public void heading(String text) {
    out.println();
    out.println(bold(text));
  }

  /** Important. */
  public String bold(String text) {
    return style("1", text);
  }

  /** Less important. */
  public String dim(String text) {
    return style("2", text);
  }

  /** Well. */
  public String good(String text) {
    return style("32", text);
  }

  /** Not well. */
  public String bad(String text) {
    return style("31", text);
  }

  /** Worth a look. */
  public String odd(String text) {
    return style("33", text);
  }

  private String style(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  /** Columns that a text takes: wide characters take two, styles none. */
  static int width(String text) {
    return text.replaceAll("\u001b\\[[0-9;]*m", "").codePoints().map(Terminal::columns).sum();
  }

  private static int columns(int codePoint) {
    return switch (Character.UnicodeScript.of(codePoint)) {
      case HANGUL, HAN, HIRAGANA, KATAKANA -> 2;
      default -> 1;
    };
  }
}
