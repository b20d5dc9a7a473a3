/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.config;

import java.util.Locale;
import java.util.function.Function;

/**
 * A setting: its name in the YAML file, its meaning and its default. The variable of the
 * environment is the name in upper case behind {@code TRACEHUB_}, the flag is the name with dashes.
 *
 * @param name lower case with underscores, e.g. {@code grpc_port}
 * @param defaultText the default as a user would write it; empty for none
 * @param meaning one sentence for the table in the README
 * @param parser reads a value; throws IllegalArgumentException whose message says what was expected
 */
public record Setting<T>(
    String name, String defaultText, String meaning, Function<String, T> parser) {

  /** What the names of all variables begin with. */
  public static final String ENVIRONMENT_PREFIX = "TRACEHUB_";

  /** The variable of the environment. */
  public String variable() {
    return ENVIRONMENT_PREFIX + name.toUpperCase(Locale.ROOT);
  }

  /** The flag of the command line. */
  public String flag() {
    return "--" + name.replace('_', '-');
  }

  /** Reads a value and names the setting when it is wrong. */
  T parse(String text, String source) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new SettingException(
          name
              + ": \""
              + (name.endsWith("_key") ? "…" : text)
              + "\" from "
              + source
              + " (expected: "
              + e.getMessage()
              + ")");
    }
  }
}
