/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.client;

import static com.clickhouse.client.api.ClientConfigProperties.BINARY_STRING_SUPPORT;
import static com.clickhouse.client.api.ClientConfigProperties.CLIENT_NAME;
import static com.clickhouse.client.api.ClientConfigProperties.COMPRESS_CLIENT_REQUEST;
import static com.clickhouse.client.api.ClientConfigProperties.COMPRESS_SERVER_RESPONSE;
import static com.clickhouse.client.api.ClientConfigProperties.CONNECTION_TIMEOUT;
import static com.clickhouse.client.api.ClientConfigProperties.DATABASE;
import static com.clickhouse.client.api.ClientConfigProperties.HTTP_MAX_OPEN_CONNECTIONS;
import static com.clickhouse.client.api.ClientConfigProperties.HTTP_SEND_PARAMS_IN_BODY;
import static com.clickhouse.client.api.ClientConfigProperties.MAX_EXECUTION_TIME;
import static com.clickhouse.client.api.ClientConfigProperties.PASSWORD;
import static com.clickhouse.client.api.ClientConfigProperties.SOCKET_OPERATION_TIMEOUT;
import static com.clickhouse.client.api.ClientConfigProperties.USER;

import com.clickhouse.client.api.ClientConfigProperties;
import com.clickhouse.client.api.internal.HttpAPIClientHelper;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.jdbc.DataSourceImpl;
import com.clickhouse.jdbc.StatementImpl;
import dev.tracehub.storage.clickhouse.ClickHouseSettings;
import dev.tracehub.storage.clickhouse.Compression;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Questions to a server by JDBC. Making one does no I/O. Thread-safe; its calls block.
 *
 * <p>A statement has no {@code ?}: the driver would write values into the text of the statement. It
 * has {@code {name:Type}} places; the server parses the text first and each value apart, as its
 * type.
 *
 * <p>A connection of this driver is a client with a pool of HTTP connections, dear to make and with
 * no state of a session, and a statement holds all that a question changes. So one connection
 * serves all threads.
 */
final class Questions implements AutoCloseable {

  /** More than there are threads that ask, each of which would wait for one. */
  private static final int MAX_CONNECTIONS = 32;

  private final DataSource source;
  private @Nullable Connection connection;

  Questions(ClickHouseSettings settings) {
    source = new DataSourceImpl("jdbc:clickhouse:" + settings.url(), properties(settings));
  }

  /** Asks a question and hands over the rows of its answer one by one. */
  void ask(
      String sql,
      Map<String, String> parameters,
      Map<String, String> serverSettings,
      Consumer<Row> rows)
      throws SQLException {
    try (PreparedStatement statement = connection().prepareStatement(sql)) {
      QuerySettings settings = statement.unwrap(StatementImpl.class).getLocalSettings();
      settings.setOption(HttpAPIClientHelper.KEY_STATEMENT_PARAMS, parameters);
      settings.waitEndOfQuery(true);
      serverSettings.forEach(settings::serverSetting);
      try (ResultSet result = statement.executeQuery()) {
        Row row = new Row(result);
        while (result.next()) {
          rows.accept(row);
        }
      }
    }
  }

  @Override
  public synchronized void close() throws SQLException {
    if (connection != null) {
      connection.close();
    }
  }

  private synchronized Connection connection() throws SQLException {
    if (connection == null) {
      connection = source.getConnection();
    }
    return connection;
  }

  private static Properties properties(ClickHouseSettings settings) {
    Properties properties = new Properties();
    set(properties, USER, settings.user());
    set(properties, PASSWORD, settings.password());
    set(properties, DATABASE, settings.database());
    set(properties, CLIENT_NAME, "tracehub");
    set(properties, CONNECTION_TIMEOUT, settings.connectTimeout().toMillis());
    set(properties, SOCKET_OPERATION_TIMEOUT, settings.queryTimeout().toMillis());
    set(properties, MAX_EXECUTION_TIME, settings.queryTimeout().toMillis());
    set(properties, HTTP_MAX_OPEN_CONNECTIONS, MAX_CONNECTIONS);
    set(properties, COMPRESS_SERVER_RESPONSE, settings.compression() != Compression.NONE);
    set(properties, COMPRESS_CLIENT_REQUEST, settings.compression() != Compression.NONE);
    // In the body: the addresses of requests are short.
    set(properties, HTTP_SEND_PARAMS_IN_BODY, true);
    set(properties, BINARY_STRING_SUPPORT, true);
    properties.setProperty(
        ClientConfigProperties.serverSetting("max_query_size"), ClickHouseServer.MAX_QUERY_SIZE);
    return properties;
  }

  private static void set(Properties properties, ClientConfigProperties property, Object value) {
    properties.setProperty(property.getKey(), value.toString());
  }
}
