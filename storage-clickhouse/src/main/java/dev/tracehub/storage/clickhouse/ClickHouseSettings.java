/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse;

import dev.tracehub.storage.Retention;
import dev.tracehub.storage.StorageSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings of the store.
 *
 * @param url setting {@code url}: the server's HTTP address; TLS when it begins with https
 * @param user setting {@code user}
 * @param password setting {@code password}
 * @param database setting {@code database}: made when it is missing
 * @param cluster setting {@code cluster}: the name of a cluster whose nodes hold the tables; empty
 *     for a single server
 * @param retentionDays setting {@code retention_days}: the class of retention of records of which
 *     none was written down, the smallest that is not shorter than what was asked for
 * @param connectTimeout setting {@code connect_timeout}
 * @param queryTimeout setting {@code query_timeout}: the longest that a statement may take
 * @param compression setting {@code compression}: how blocks of rows are compressed
 */
public record ClickHouseSettings(
    URI url,
    String user,
    String password,
    String database,
    Optional<String> cluster,
    int retentionDays,
    Duration connectTimeout,
    Duration queryTimeout,
    Compression compression) {

  /** The classes of retention: part of the partition key, so that an expiry drops whole parts. */
  public static final List<Integer> RETENTION_CLASSES = Retention.allDays();

  /** The name that the configuration chooses the store by. */
  public static final String NAME = "clickhouse";

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "url", "http://127.0.0.1:8123",
          "user", "default",
          "password", "",
          "database", "tracehub",
          "cluster", "",
          "retention_days", "400",
          "connect_timeout", "5s",
          "query_timeout", "60s",
          "compression", "lz4");

  private static final Pattern DAYS = Pattern.compile("[1-9][0-9]{0,3}");
  private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,8})(ms|s|m)");

  /** What becomes part of a statement. */
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

  /**
   * Reads settings.
   *
   * @throws IllegalArgumentException naming a setting that is unknown or wrong
   */
  public static ClickHouseSettings of(StorageSettings settings) {
    for (String name : new TreeSet<>(settings.values().keySet())) {
      if (!DEFAULTS.containsKey(name)) {
        throw new IllegalArgumentException(
            name
                + ": unknown setting of the ClickHouse store (expected: one of "
                + new TreeSet<>(DEFAULTS.keySet())
                + ")");
      }
    }
    Values values = new Values(settings.values());
    return new ClickHouseSettings(
        values.url(),
        values.text("user"),
        values.text("password"),
        values.identifier("database"),
        values.text("cluster").isEmpty()
            ? Optional.empty()
            : Optional.of(values.identifier("cluster")),
        values.retention(),
        values.duration("connect_timeout"),
        values.duration("query_timeout"),
        values.compression());
  }

  /** Without the password, which must not reach a log. */
  @Override
  public String toString() {
    return "ClickHouse at " + url + ", database " + database + ", user " + user;
  }

  private record Values(Map<String, String> given) {

    String text(String name) {
      String text = given.get(name);
      return text == null ? DEFAULTS.getOrDefault(name, "") : text;
    }

    URI url() {
      try {
        URI url = new URI(text("url"));
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        boolean bare = url.getUserInfo() == null && url.getQuery() == null;
        if (http && bare && url.getHost() != null && url.getPort() > 0) {
          return url;
        }
      } catch (URISyntaxException e) {
        // Falls through to the same answer.
      }
      throw wrong("url", "e.g. https://clickhouse.example:8443, the user apart");
    }

    String identifier(String name) {
      if (!IDENTIFIER.matcher(text(name)).matches()) {
        throw wrong(name, "letters, digits and underscores");
      }
      return text(name);
    }

    /** The smallest class that keeps records as long as was asked for. */
    int retention() {
      return RETENTION_CLASSES.stream()
          .filter(days -> days >= retentionAsked())
          .findFirst()
          .orElseThrow(this::wrongRetention);
    }

    private int retentionAsked() {
      String days = text("retention_days");
      if (!DAYS.matcher(days).matches()) {
        throw wrongRetention();
      }
      return Integer.parseInt(days);
    }

    private IllegalArgumentException wrongRetention() {
      return wrong("retention_days", "1 to 3650 days, kept as one of " + RETENTION_CLASSES);
    }

    Duration duration(String name) {
      Matcher matcher = DURATION.matcher(text(name));
      if (!matcher.matches()) {
        throw wrong(name, "e.g. 500ms, 10s or 2m");
      }
      long number = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "ms" -> Duration.ofMillis(number);
        case "s" -> Duration.ofSeconds(number);
        default -> Duration.ofMinutes(number);
      };
    }

    Compression compression() {
      return switch (text("compression")) {
        case "none" -> Compression.NONE;
        case "lz4" -> Compression.LZ4;
        case "zstd" -> Compression.ZSTD;
        default -> throw wrong("compression", "lz4, zstd or none");
      };
    }

    private IllegalArgumentException wrong(String name, String expected) {
      return new IllegalArgumentException(
          name + ": \"" + text(name) + "\" (expected: " + expected + ")");
    }
  }
}
