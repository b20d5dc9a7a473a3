/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.clickhouse.local;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The configuration files of a server that shares its machine: small pools, small caches. */
final class ServerConfig {

  private static final String SERVER =
      """
      <clickhouse>
        <logger>
          <log>%s</log>
          <size>16M</size>
          <count>2</count>
        </logger>
        <users_config>%s</users_config>
        <!-- Shorter than an orderly stop waits for idle connections. -->
        <keep_alive_timeout>3</keep_alive_timeout>
        <macros>
          <instance>%s</instance>
        </macros>
        <max_server_memory_usage>%d</max_server_memory_usage>
        <mark_cache_size>%d</mark_cache_size>
        <primary_index_cache_size>%d</primary_index_cache_size>
        <index_mark_cache_size>%d</index_mark_cache_size>
        <text_index_tokens_cache_size>%d</text_index_tokens_cache_size>
        <text_index_header_cache_size>%d</text_index_header_cache_size>
        <text_index_postings_cache_size>%d</text_index_postings_cache_size>
        <background_pool_size>2</background_pool_size>
        <background_merges_mutations_concurrency_ratio>2</background_merges_mutations_concurrency_ratio>
        <background_schedule_pool_size>4</background_schedule_pool_size>
        <background_fetches_pool_size>2</background_fetches_pool_size>
        <background_move_pool_size>1</background_move_pool_size>
        <background_common_pool_size>2</background_common_pool_size>
        <merge_tree>
          <number_of_free_entries_in_pool_to_execute_mutation>2</number_of_free_entries_in_pool_to_execute_mutation>
          <number_of_free_entries_in_pool_to_lower_max_size_of_merge>2</number_of_free_entries_in_pool_to_lower_max_size_of_merge>
          <number_of_free_entries_in_pool_to_execute_optimize_entire_partition>2</number_of_free_entries_in_pool_to_execute_optimize_entire_partition>
        </merge_tree>
        <!-- No system log tables: a log that is not configured is not written. -->
      %s</clickhouse>
      """;

  private static final String USERS =
      """
      <clickhouse>
        <profiles>
          <default>
            <max_threads>2</max_threads>
          </default>
        </profiles>
        <quotas>
          <default></default>
        </quotas>
        <users>
      %s  </users>
      </clickhouse>
      """;

  private ServerConfig() {}

  /** The server's file. */
  static String server(LocalClickHouseOptions options, String log, String users, String instance) {
    long memory = options.memoryBytes();
    return SERVER.formatted(
        escape(log),
        escape(users),
        escape(instance),
        memory,
        memory / 16,
        memory / 16,
        memory / 32,
        memory / 64,
        memory / 64,
        memory / 32,
        options.cluster().map(ServerConfig::cluster).orElse(""));
  }

  /** The file with users: {@code default} without a password, and those asked for. */
  static String users(Map<String, String> passwords) {
    StringBuilder users = new StringBuilder(user("default", ""));
    new TreeMap<>(passwords).forEach((name, password) -> users.append(user(name, password)));
    return USERS.formatted(users);
  }

  /** The server listens on the loopback address alone, so that other machines cannot ask. */
  private static String user(String name, String password) {
    return """
        <%1$s>
          <password>%2$s</password>
          <networks>
            <ip>127.0.0.1</ip>
          </networks>
          <profile>default</profile>
          <quota>default</quota>
        </%1$s>
    """
        .formatted(name, escape(password));
  }

  private static String cluster(ClickHouseCluster cluster) {
    StringBuilder shards = new StringBuilder();
    for (int port : cluster.tcpPorts()) {
      shards.append(
          """
                <shard>
                  <replica>
                    <host>127.0.0.1</host>
                    <port>%d</port>
                  </replica>
                </shard>
          """
              .formatted(port));
    }
    return """
      <remote_servers>
        <%1$s>
    %2$s    </%1$s>
      </remote_servers>
    """
        .formatted(cluster.name(), shards);
  }

  /** The arguments of {@code clickhouse local} that make it a server. */
  static List<String> arguments(String data, String config, int httpPort, int tcpPort) {
    return List.of(
        "--path=" + data,
        "--listen_host=127.0.0.1",
        "--http_port=" + httpPort,
        "--tcp_port=" + tcpPort,
        "--config-file=" + config,
        "--log-level=information",
        "--query",
        // The last query lasts as long as standard input is open: the end of this process, however
        // it comes, ends the server, and in an orderly way.
        "SYSTEM START LISTEN HTTP; SYSTEM START LISTEN TCP;"
            + " SELECT * FROM file('/dev/stdin', LineAsString, 'line String') FORMAT Null"
            + " SETTINGS max_execution_time = 0");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
