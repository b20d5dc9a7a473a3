/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The steps of the schema that this version knows, from the resources. */
final class Schema {

  private static final List<String> FILES =
      List.of(
          "001-tables.sql",
          "002-rollups.sql",
          "003-control.sql",
          "004-views.sql",
          "005-costs.sql",
          "006-sampling.sql",
          "007-estimates.sql");

  private static final List<Migration> MIGRATIONS = load();

  private Schema() {}

  /** In the order of their numbers. */
  static List<Migration> migrations() {
    return MIGRATIONS;
  }

  private static List<Migration> load() {
    List<Migration> migrations = new ArrayList<>();
    for (String file : FILES) {
      int version = Integer.parseInt(file.substring(0, file.indexOf('-')));
      migrations.add(new Migration(version, file, read(file)));
    }
    return List.copyOf(migrations);
  }

  private static String read(String file) {
    try (InputStream stream = Schema.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException("missing resource " + file);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
