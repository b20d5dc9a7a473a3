/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.config;

import dev.tracehub.collector.journal.SyncMode;
import dev.tracehub.collector.tls.ClientCertificates;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Every setting of the collector, in the order of the README's table. */
public final class SettingList {

  public static final Setting<String> STORAGE =
      new Setting<>("storage", "memory", "The store: memory or clickhouse.", Parsers::text);

  public static final Setting<Optional<Path>> DATA_DIR =
      new Setting<>(
          "data_dir",
          "data",
          "Folder of the journal, of keys and of projects. Empty keeps nothing on disk: a restart forgets.",
          Parsers::path);

  public static final Setting<String> HOST =
      new Setting<>(
          "host",
          "127.0.0.1",
          "Address to listen on. One that is not loopback needs admin_key.",
          Parsers::text);

  public static final Setting<Integer> GRPC_PORT =
      new Setting<>(
          "grpc_port",
          "4317",
          "Port of gRPC: Tracehub's services and OTLP. 0 picks one.",
          Parsers::port);

  public static final Setting<Integer> HTTP_PORT =
      new Setting<>(
          "http_port", "4318", "Port of HTTP: OTLP, JSON, health. 0 picks one.", Parsers::port);

  public static final Setting<Optional<String>> ADMIN_KEY =
      new Setting<>(
          "admin_key",
          "",
          "Key that may do everything, at least 16 characters. Empty: open to this machine alone.",
          Parsers::key);

  public static final Setting<Optional<Path>> TLS_CERT_FILE =
      new Setting<>(
          "tls_cert_file",
          "",
          "PEM file of the certificate that both ports show, its issuers after it. Empty: no TLS.",
          Parsers::path);
  public static final Setting<Optional<Path>> TLS_KEY_FILE =
      new Setting<>(
          "tls_key_file",
          "",
          "PEM file of its private key, in PKCS #8, not encrypted.",
          Parsers::path);
  public static final Setting<Optional<Path>> TLS_CLIENT_CA_FILE =
      new Setting<>(
          "tls_client_ca_file",
          "",
          "PEM file of the certificates whose holders may issue those of clients.",
          Parsers::path);
  public static final Setting<ClientCertificates> TLS_CLIENT_AUTH =
      new Setting<>(
          "tls_client_auth",
          "none",
          "Whether clients show a certificate: none, request (a wrong one is refused) or require.",
          value -> Parsers.choice(ClientCertificates.class, value));
  public static final Setting<SyncMode> SYNC =
      new Setting<>(
          "sync",
          "always",
          "When the journal syncs: always (before each acknowledgement), interval, none.",
          value -> Parsers.choice(SyncMode.class, value));

  public static final Setting<Duration> SYNC_INTERVAL =
      new Setting<>("sync_interval", "200ms", "How often sync: interval syncs.", Parsers::duration);

  public static final Setting<Long> JOURNAL_MAX_BYTES =
      new Setting<>(
          "journal_max_bytes",
          "10GiB",
          "Most disk that the journal takes. At the limit senders are told to come back later.",
          Parsers::bytes);

  public static final Setting<Long> JOURNAL_RETAIN_BYTES =
      new Setting<>(
          "journal_retain_bytes",
          "4GiB",
          "With the memory store: how much of the journal is kept to rebuild the store at the next start.",
          Parsers::bytes);

  public static final Setting<Long> JOURNAL_SEGMENT_BYTES =
      new Setting<>("journal_segment_bytes", "64MiB", "Size of a journal file.", Parsers::bytes);

  public static final Setting<Long> JOURNAL_MIN_FREE_BYTES =
      new Setting<>(
          "journal_min_free_bytes",
          "512MiB",
          "Disk that the journal leaves free; below it senders are told to come back later.",
          Parsers::bytes);

  public static final Setting<Long> MEMORY_MAX_BYTES =
      new Setting<>(
          "memory_max_bytes",
          "0B",
          "Most memory of the memory store; the oldest traces go first. 0 takes 40% of the heap.",
          Parsers::bytes);

  public static final Setting<String> CLICKHOUSE_URL =
      new Setting<>(
          "clickhouse_url",
          "",
          "HTTP address of ClickHouse, e.g. https://clickhouse.example:8443. Empty starts one beside the collector, with its data in data_dir.",
          Parsers::text);

  public static final Setting<String> CLICKHOUSE_USER =
      new Setting<>("clickhouse_user", "default", "User of ClickHouse.", Parsers::text);

  public static final Setting<String> CLICKHOUSE_PASSWORD =
      new Setting<>("clickhouse_password", "", "Password of that user.", Parsers::text);

  public static final Setting<String> CLICKHOUSE_DATABASE =
      new Setting<>(
          "clickhouse_database", "tracehub", "Database; made when it is missing.", Parsers::text);

  public static final Setting<String> CLICKHOUSE_CLUSTER =
      new Setting<>(
          "clickhouse_cluster",
          "",
          "Name of a ClickHouse cluster whose nodes hold the tables. Empty: a single server.",
          Parsers::text);

  public static final Setting<String> CLICKHOUSE_COMPRESSION =
      new Setting<>(
          "clickhouse_compression",
          "lz4",
          "How blocks go over the network: lz4, zstd (fewer bytes, more processor time) or none.",
          Parsers::text);

  public static final Setting<Long> MAX_BATCH_BYTES =
      new Setting<>(
          "max_batch_bytes", "16MiB", "Largest TraceBatch, after decompression.", Parsers::bytes);

  public static final Setting<Long> MAX_OTLP_BYTES =
      new Setting<>(
          "max_otlp_bytes", "64MiB", "Largest OTLP request, after decompression.", Parsers::bytes);

  public static final Setting<Long> MAX_INFLIGHT_BYTES =
      new Setting<>(
          "max_inflight_bytes",
          "256MiB",
          "Bytes of requests under way; beyond it senders are told to come back later.",
          Parsers::bytes);

  public static final Setting<Integer> RETENTION_DAYS =
      new Setting<>(
          "retention_days",
          "400",
          "How long records are kept whose project has no retention of its own; older ones are"
              + " rejected.",
          Parsers::days);

  public static final Setting<Duration> PROJECT_RESTORE =
      new Setting<>(
          "project_restore",
          "7d",
          "How long a deleted project can be restored; then its data is removed.",
          Parsers::duration);
  public static final Setting<Long> SAMPLING_HOLD_BYTES =
      new Setting<>(
          "sampling_hold_bytes",
          "32MiB",
          "With tail sampling: a trace is decided at the latest when as much of the journal came after it."
              + " What is held takes several times as much memory.",
          Parsers::bytes);

  public static final Setting<Boolean> MASKING =
      new Setting<>(
          "masking",
          "true",
          "Whether projects are masked by their policies before anything is written: secrets by default.",
          Parsers::flag);

  public static final Setting<Optional<Path>> PRICE_BOOK =
      new Setting<>(
          "price_book",
          "",
          "File with prices of your own, laid over the built-in ones.",
          value -> Parsers.optionalText(value).map(Path::of));

  public static final Setting<List<String>> CORS_ORIGINS =
      new Setting<>(
          "cors_origins",
          "",
          "Origins, separated by commas, whose pages may call the HTTP port besides this machine's.",
          Parsers::list);

  public static final Setting<Boolean> REFLECTION =
      new Setting<>("reflection", "true", "Whether gRPC server reflection answers.", Parsers::flag);

  public static final Setting<Integer> BLOCK_MAX_RECORDS =
      new Setting<>(
          "block_max_records",
          "20000",
          "Most records that are written to the store as one.",
          Parsers::count);

  public static final Setting<Duration> SHUTDOWN_GRACE =
      new Setting<>(
          "shutdown_grace",
          "10s",
          "How long a stop waits for calls that are under way.",
          Parsers::duration);

  private static final List<Setting<?>> ALL =
      List.of(
          STORAGE,
          DATA_DIR,
          HOST,
          GRPC_PORT,
          HTTP_PORT,
          ADMIN_KEY,
          TLS_CERT_FILE,
          TLS_KEY_FILE,
          TLS_CLIENT_CA_FILE,
          TLS_CLIENT_AUTH,
          SYNC,
          SYNC_INTERVAL,
          JOURNAL_MAX_BYTES,
          JOURNAL_RETAIN_BYTES,
          JOURNAL_SEGMENT_BYTES,
          JOURNAL_MIN_FREE_BYTES,
          MEMORY_MAX_BYTES,
          CLICKHOUSE_URL,
          CLICKHOUSE_USER,
          CLICKHOUSE_PASSWORD,
          CLICKHOUSE_DATABASE,
          CLICKHOUSE_CLUSTER,
          CLICKHOUSE_COMPRESSION,
          MAX_BATCH_BYTES,
          MAX_OTLP_BYTES,
          MAX_INFLIGHT_BYTES,
          RETENTION_DAYS,
          PROJECT_RESTORE,
          SAMPLING_HOLD_BYTES,
          MASKING,
          PRICE_BOOK,
          CORS_ORIGINS,
          REFLECTION,
          BLOCK_MAX_RECORDS,
          SHUTDOWN_GRACE);

  private SettingList() {}

  /** All settings in the order of the README's table. */
  public static List<Setting<?>> all() {
    return ALL;
  }
}
