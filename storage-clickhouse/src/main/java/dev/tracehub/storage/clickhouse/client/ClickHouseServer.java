/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.client;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.command.CommandResponse;
import com.clickhouse.client.api.command.CommandSettings;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.query.GenericRecord;
import com.clickhouse.data.ClickHouseFormat;
import dev.tracehub.storage.StorageException;
import dev.tracehub.storage.clickhouse.ClickHouseSettings;
import dev.tracehub.storage.clickhouse.Compression;
import dev.tracehub.storage.clickhouse.encode.RowBlock;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A ClickHouse server as one database's user sees it. Making one does no I/O. Thread-safe; its
 * calls block, and fail with a {@link StorageException}.
 */
public final class ClickHouseServer implements AutoCloseable {

  /**
   * What makes an insert under a token exact, also in the targets of views. Defaults of these
   * changed between versions of ClickHouse, so none is left to them.
   */
  public static final Map<String, String> INSERT_ONCE =
      Map.of(
          "async_insert", "0",
          "insert_deduplicate", "1",
          // Rows of a block are told apart before, and views group theirs: nothing to merge yet.
          "optimize_on_insert", "0",
          "wait_end_of_query", "1",
          // A block may hold late records of any day that is kept.
          "max_partitions_per_insert_block", "0",
          "deduplicate_blocks_in_dependent_materialized_views", "1",
          "materialized_views_ignore_errors", "0");

  /** Questions about many ids carry them. */
  static final String MAX_QUERY_SIZE = Integer.toString(64 << 20);

  /** Shorter than any server keeps an idle connection: one that it has closed loses a block. */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(2);

  private final Client client;
  private final Compression compression;
  private final Questions questions;

  public ClickHouseServer(ClickHouseSettings settings) {
    compression = settings.compression();
    client =
        new Client.Builder()
            .addEndpoint(settings.url().toString())
            .setUsername(settings.user())
            .setPassword(settings.password())
            .setDefaultDatabase(settings.database())
            .setClientName("tracehub")
            .setKeepAliveTimeout(KEEP_ALIVE.toMillis(), ChronoUnit.MILLIS)
            .setConnectTimeout(settings.connectTimeout().toMillis(), ChronoUnit.MILLIS)
            .setSocketTimeout(settings.queryTimeout().toMillis(), ChronoUnit.MILLIS)
            .setExecutionTimeout(settings.queryTimeout().toMillis(), ChronoUnit.MILLIS)
            .serverSetting("max_query_size", MAX_QUERY_SIZE)
            // In a cluster: an insert is answered when the shards have it, and what belongs
            // together lies on one shard.
            .serverSetting("distributed_foreground_insert", "1")
            .serverSetting("distributed_product_mode", "local")
            .compressServerResponse(compression != Compression.NONE)
            .compressClientRequest(compression != Compression.NONE)
            .build();
    questions = new Questions(settings);
  }

  /** Runs a statement that answers nothing. */
  public void execute(String sql) {
    run(sql, Map.of(), new CommandSettings());
  }

  /** Runs a statement from outside the database, which may not exist yet. */
  public void executeOutsideDatabase(String sql) {
    CommandSettings settings = new CommandSettings();
    settings.setDatabase("system");
    run(sql, Map.of(), settings);
  }

  /**
   * Inserts what the statement says, once: a second insert into the table under the same token adds
   * nothing, whatever it says.
   *
   * @param parameters the values of the statement's {@code {name:Type}} places
   */
  public void insertOnce(String sql, Map<String, Object> parameters, String token) {
    CommandSettings settings = new CommandSettings();
    INSERT_ONCE.forEach(settings::serverSetting);
    settings.serverSetting("insert_deduplication_token", token);
    run(sql, parameters, settings);
  }

  /**
   * Inserts rows, once: a second insert into the table under the same token adds nothing. When the
   * answer is lost, the insert is to be made again, with the same rows under the same token.
   */
  public void insertOnce(RowBlock<?> rows, String token) {
    InsertSettings settings = new InsertSettings();
    INSERT_ONCE.forEach(settings::serverSetting);
    settings.serverSetting("insert_deduplication_token", token);
    settings.compressClientRequest(false);
    if (compression != Compression.NONE) {
      settings.serverSetting("decompress", "1");
    }
    InsertResponse response =
        await(
            () ->
                client.insert(
                    rows.layout().table(),
                    rows.layout().columns(),
                    out -> write(rows, out),
                    ClickHouseFormat.valueOf(rows.format()),
                    settings));
    response.close();
  }

  private void write(RowBlock<?> rows, OutputStream out) throws IOException {
    // The head goes at once: a connection that waited is not to wait on while rows are encoded.
    out.flush();
    if (compression == Compression.NONE) {
      rows.writeTo(out);
      return;
    }
    try (PieceCodec codec = PieceCodec.of(compression);
        CompressedStream compressed = new CompressedStream(out, codec)) {
      rows.writeTo(compressed);
    }
  }

  /**
   * The rows that a question has as its answer; all of them are held in memory.
   *
   * @param parameters the values of the question's {@code {name:Type}} places
   */
  public List<GenericRecord> query(String sql, Map<String, Object> parameters) {
    try {
      return client.queryAll(sql, parameters);
    } catch (RuntimeException e) {
      throw ServerErrors.toStorageException(e);
    }
  }

  /**
   * Reads an answer row by row. The server sends it when it is whole, so that a question that fails
   * half-way answers nothing.
   *
   * @param parameters the values of the question's {@code {name:Type}} places as ASCII text,
   *     escaped as ClickHouse's format TSV is
   * @param serverSettings settings of the question
   * @param rows takes each row
   */
  public void read(
      String sql,
      Map<String, String> parameters,
      Map<String, String> serverSettings,
      Consumer<Row> rows) {
    try {
      questions.ask(sql, parameters, serverSettings, rows);
    } catch (SQLException | RuntimeException e) {
      throw ServerErrors.toStorageException(e);
    }
  }

  @Override
  public void close() {
    try (client) {
      questions.close();
    } catch (SQLException e) {
      throw ServerErrors.toStorageException(e);
    }
  }

  private void run(String sql, Map<String, Object> parameters, CommandSettings settings) {
    close(await(() -> client.execute(sql, parameters, settings)));
  }

  /** The driver works on the caller's thread, so that a call may fail before it has a future. */
  private static <T> T await(Supplier<CompletableFuture<T>> call) {
    try {
      return call.get().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StorageException.internal("interrupted while asking ClickHouse", e);
    } catch (ExecutionException e) {
      throw ServerErrors.toStorageException(e.getCause() == null ? e : e.getCause());
    } catch (RuntimeException e) {
      throw ServerErrors.toStorageException(e);
    }
  }

  /** The statement has run; only its connection is left to be handed back. */
  private static void close(CommandResponse response) {
    try {
      response.close();
    } catch (Exception e) {
      throw ServerErrors.toStorageException(e);
    }
  }
}
