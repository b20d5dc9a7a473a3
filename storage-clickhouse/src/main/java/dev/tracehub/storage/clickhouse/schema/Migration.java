/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One step of the schema. A file that was released is never changed: the next step is a new file.
 * Its statements may run twice, so that a step that was broken off can be taken again.
 *
 * @param version its number, from 1
 * @param name the file's name
 * @param template the file
 */
record Migration(int version, String name, String template) {

  private static final Pattern STATEMENT_END = Pattern.compile(";\\s*(\\n|$)");
  private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*--.*\\n?");
  private static final Pattern DISTRIBUTE = Pattern.compile("(?m)^-- distribute (\\w+) by (.+)$");
  private static final Pattern ALTERED_COLUMNS =
      Pattern.compile(
          "(?m)^ALTER TABLE \\w+\\$\\{local} \\$\\{on_cluster}\\n  (?:ADD|MODIFY) COLUMN[^;]+;\\n");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");

  Migration {
    template = template.replace("\r\n", "\n");
  }

  /** SHA-256 of the file in hexadecimal digits. */
  String checksum() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(template.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The statements in their order. */
  List<String> statements(Topology topology) {
    String source = topology.cluster().isEmpty() ? template : withDistributedTables(topology);
    String plain = COMMENT.matcher(fill(source, topology.placeholders())).replaceAll("");
    return Arrays.stream(STATEMENT_END.split(plain))
        .map(String::strip)
        .filter(s -> !s.isEmpty())
        .toList();
  }

  /** The tables over the shards come last: a view of the step reads and writes its own shard. */
  private String withDistributedTables(Topology topology) {
    List<String> distributed = new ArrayList<>();
    Matcher matcher = DISTRIBUTE.matcher(template);
    while (matcher.find()) {
      distributed.add(
          "CREATE TABLE IF NOT EXISTS %1$s ${on_cluster} AS %1$s_local".formatted(matcher.group(1))
              + " ENGINE = Distributed(%s, currentDatabase(), %s_local, %s);\n"
                  .formatted(topology.cluster(), matcher.group(1), matcher.group(2)));
    }
    return withColumnsOfBoth() + "\n" + String.join("", distributed);
  }

  /** What a table gets on the shards, the table over them gets right after: views may read it. */
  private String withColumnsOfBoth() {
    return ALTERED_COLUMNS
        .matcher(template)
        .replaceAll(
            altered ->
                Matcher.quoteReplacement(
                    altered.group() + altered.group().replaceFirst("\\$\\{local}", "")));
  }

  private String fill(String text, Map<String, String> placeholders) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(
            match -> {
              String value = placeholders.get(match.group(1));
              if (value == null) {
                throw new IllegalStateException(name + ": unknown placeholder " + match.group());
              }
              return Matcher.quoteReplacement(value);
            });
  }
}
