/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's table of settings, and the settings. */
class SettingsTableTest {

  private static final Pattern ROW =
      Pattern.compile("\\| `(max\\w+|\\w+Timeout)` \\| ([^|]+) \\|.*");

  @Test
  void readme_namesEverySettingWithItsDefault() throws IOException {
    Map<String, String> written = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("README.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        written.put(row.group(1), row.group(2));
      }
    }

    assertThat(written).isEqualTo(defaults());
  }

  private static Map<String, String> defaults() {
    Map<String, String> defaults = new TreeMap<>();
    Arrays.stream(DeliverySettings.class.getRecordComponents())
        .forEach(component -> defaults.put(component.getName(), shown(component)));
    return defaults;
  }

  private static String shown(RecordComponent component) {
    Object value;
    try {
      value = component.getAccessor().invoke(DeliverySettings.defaults());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("cannot read " + component, e);
    }
    if (value instanceof Duration duration) {
      return shown(duration);
    }
    long number = ((Number) value).longValue();
    boolean bytes = component.getName().endsWith("Bytes");
    return bytes ? (number >> 20) + " MiB" : String.valueOf(number);
  }

  private static String shown(Duration duration) {
    if (duration.toMinutes() > 0) {
      return duration.toMinutes() + " min";
    }
    return duration.toSeconds() > 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
  }
}
