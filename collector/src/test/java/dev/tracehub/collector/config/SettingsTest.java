/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracehub.collector.journal.SyncMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  @TempDir private Path folder;

  @Test
  void read_nothingGiven_answersDefaults() {
    Settings settings = Settings.of(Map.of());

    assertThat(settings.get(SettingList.GRPC_PORT)).isEqualTo(4317);
    assertThat(settings.get(SettingList.HTTP_PORT)).isEqualTo(4318);
    assertThat(settings.get(SettingList.STORAGE)).isEqualTo("memory");
    assertThat(settings.get(SettingList.DATA_DIR)).contains(Path.of("data"));
    assertThat(settings.get(SettingList.SYNC)).isEqualTo(SyncMode.ALWAYS);
    assertThat(settings.get(SettingList.ADMIN_KEY)).isEmpty();
  }

  @Test
  void read_flagOverEnvironmentOverFile() throws IOException {
    Path file = write("grpc_port: 1\nhttp_port: 1\nsync_interval: 5s\n");

    Settings settings =
        Settings.read(
            Optional.of(file),
            Map.of("TRACEHUB_GRPC_PORT", "2", "TRACEHUB_HTTP_PORT", "2", "HOME", "/home/x"),
            Map.of("grpc_port", "3"));

    assertThat(settings.get(SettingList.GRPC_PORT)).isEqualTo(3);
    assertThat(settings.get(SettingList.HTTP_PORT)).isEqualTo(2);
    assertThat(settings.get(SettingList.SYNC_INTERVAL)).isEqualTo(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          grpc_port           | 70000  | a whole number from 0 to 65535
          grpc_port           | http   | a whole number from 0 to 65535
          sync                | often  | always, interval, none
          sync_interval       | 5      | a whole number with ms, s, m, h or d, e.g. 500ms
          journal_max_bytes   | 10GB   | a whole number with B, KiB, MiB, GiB or TiB, e.g. 64MiB
          masking             | yes    | true or false
          retention_days      | 0      | a whole number from 1 to 36500
          """)
  void read_wrongValue_namesSettingSourceAndExpectation(
      String name, String value, String expected) {
    assertThatThrownBy(() -> Settings.of(Map.of(name, value)))
        .isInstanceOf(SettingException.class)
        .hasMessage(name + ": \"" + value + "\" from flag (expected: " + expected + ")");
  }

  @Test
  void read_unknownNameInFile_isRefused() throws IOException {
    Path file = write("grpc_prot: 1\n");

    assertThatThrownBy(() -> Settings.read(Optional.of(file), Map.of(), Map.of()))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("grpc_prot: unknown setting")
        .hasMessageContaining("grpc_port");
  }

  @Test
  void read_unknownVariable_isRefused() {
    assertThatThrownBy(
            () -> Settings.read(Optional.empty(), Map.of("TRACEHUB_GRPCPORT", "1"), Map.of()))
        .isInstanceOf(SettingException.class)
        .hasMessageStartingWith("TRACEHUB_GRPCPORT: unknown variable (expected one of: ");
  }

  @Test
  void read_wrongYaml_namesFile() throws IOException {
    Path list = write("- a\n");

    assertThatThrownBy(() -> Settings.read(Optional.of(list), Map.of(), Map.of()))
        .hasMessageContaining("config.yaml")
        .hasMessageContaining("name: value");
  }

  @Test
  void parse_wrongKey_isNotEchoed() {
    Setting<Integer> key =
        new Setting<>(
            "some_key",
            "",
            "",
            text -> {
              throw new IllegalArgumentException("better");
            });

    assertThatThrownBy(() -> key.parse("th_secret", "flag")).message().doesNotContain("th_secret");
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("config.yaml"), yaml);
  }
}
