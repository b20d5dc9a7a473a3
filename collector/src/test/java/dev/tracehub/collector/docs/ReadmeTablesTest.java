/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.collector.config.Setting;
import dev.tracehub.collector.config.SettingList;
import dev.tracehub.collector.wire.IngestLimits;
import org.junit.jupiter.api.Test;

/**
 * The README's tables say what the code says. Run with -Dtracehub.update=true to write them anew.
 */
class ReadmeTablesTest {

  private static final boolean UPDATE = Boolean.getBoolean("tracehub.update");

  @Test
  void settings_tableAndListAgree() {
    StringBuilder table = new StringBuilder("| setting | default | meaning |\n|---|---|---|\n");
    for (Setting<?> setting : SettingList.all()) {
      table.append("| `").append(setting.name()).append("` | ");
      table.append(setting.defaultText().isEmpty() ? "–" : "`" + setting.defaultText() + "`");
      table.append(" | ").append(setting.meaning()).append(" |\n");
    }

    check("settings", table.toString().strip());
  }

  @Test
  void limits_tableAndCodeAgree() {
    StringBuilder table = new StringBuilder("| limit | value | unit | what |\n|---|---|---|---|\n");
    for (IngestLimits.Row row : IngestLimits.defaults().table()) {
      table
          .append("| `")
          .append(row.name())
          .append("` | ")
          .append(String.format("%,d", row.value()));
      table.append(" | ").append(row.unit()).append(" | ").append(row.meaning()).append(" |\n");
    }

    check("limits", table.toString().strip());
  }

  private static void check(String section, String expected) {
    if (UPDATE) {
      Readme.read().rewrite(section, expected);
    }
    assertThat(Readme.read().section(section)).isEqualTo(expected);
  }
}
