/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The values of all settings. A flag wins over a variable of the environment, which wins over the
 * YAML file, which wins over the default. Immutable.
 */
public final class Settings {

  private final Map<String, Object> values;

  private Settings(Map<String, Object> values) {
    this.values = values;
  }

  /** The defaults with some values of one's own, for tests and embedding. */
  public static Settings of(Map<String, String> values) {
    return read(Optional.empty(), Map.of(), values);
  }

  /**
   * Reads all settings.
   *
   * @param file a YAML file with one flat mapping from names to values
   * @param environment the process's environment; only {@code TRACEHUB_*} of it is looked at
   * @param flags values from the command line by setting names
   * @throws SettingException when a setting is unknown or wrong, or the file cannot be read
   */
  public static Settings read(
      Optional<Path> file, Map<String, String> environment, Map<String, String> flags) {
    Map<String, Sourced> given = new LinkedHashMap<>();
    file.ifPresent(path -> fromFile(path, given));
    fromEnvironment(environment, given);
    flags.forEach((name, value) -> given.put(known(name, "flag"), new Sourced(value, "flag")));
    Map<String, Object> values = new LinkedHashMap<>();
    for (Setting<?> setting : SettingList.all()) {
      Sourced value =
          given.getOrDefault(setting.name(), new Sourced(setting.defaultText(), "default"));
      values.put(setting.name(), setting.parse(value.text(), value.source()));
    }
    return new Settings(values);
  }

  private static void fromFile(Path path, Map<String, Sourced> given) {
    Object content;
    try {
      content =
          new Load(LoadSettings.builder().setLabel(path.toString()).build())
              .loadFromString(Files.readString(path));
    } catch (IOException e) {
      throw new SettingException(
          "config file " + path + ": " + new UncheckedIOException(e).getMessage());
    } catch (YamlEngineException e) {
      throw new SettingException("config file " + path + ": " + e.getMessage());
    }
    if (content == null) {
      return;
    }
    if (!(content instanceof Map<?, ?> mapping)) {
      throw new SettingException(
          "config file " + path + ": not a mapping (expected: lines of \"name: value\")");
    }
    mapping.forEach(
        (name, value) -> {
          if (value instanceof Map<?, ?> || value instanceof Iterable<?>) {
            throw new SettingException(
                name + ": nested value from " + path + " (expected: one value on one line)");
          }
          String text = value == null ? "" : value.toString();
          given.put(
              known(String.valueOf(name), path.toString()), new Sourced(text, path.toString()));
        });
  }

  private static void fromEnvironment(Map<String, String> environment, Map<String, Sourced> given) {
    Map<String, String> byVariable = new TreeMap<>();
    SettingList.all().forEach(setting -> byVariable.put(setting.variable(), setting.name()));
    new TreeMap<>(environment)
        .forEach(
            (variable, value) -> {
              if (!variable.startsWith(Setting.ENVIRONMENT_PREFIX)
                  || Environment.NOT_SETTINGS.contains(variable)) {
                return;
              }
              String name = byVariable.get(variable);
              if (name == null) {
                throw new SettingException(
                    variable
                        + ": unknown variable (expected one of: "
                        + String.join(", ", byVariable.keySet())
                        + ")");
              }
              given.put(name, new Sourced(value, variable));
            });
  }

  private static String known(String name, String source) {
    for (Setting<?> setting : SettingList.all()) {
      if (setting.name().equals(name)) {
        return name;
      }
    }
    throw new SettingException(
        name
            + ": unknown setting from "
            + source
            + " (expected one of: "
            + String.join(", ", SettingList.all().stream().map(Setting::name).toList())
            + ")");
  }

  /** The value of a setting. */
  @SuppressWarnings("unchecked") // read() put what the setting's own parser made.
  public <T> T get(Setting<T> setting) {
    Object value = values.get(setting.name());
    if (value == null) {
      throw new IllegalArgumentException(
          "setting: " + setting.name() + " (expected: one of SettingList)");
    }
    return (T) value;
  }

  private record Sourced(String text, String source) {}
}
