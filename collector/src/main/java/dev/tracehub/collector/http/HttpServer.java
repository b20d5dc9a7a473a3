/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import dev.tracehub.collector.tls.ClientCertificates;
import dev.tracehub.collector.tls.ServerTls;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP port. Thread-safe; started and stopped once. What stands behind it is not closed with
 * it.
 */
public final class HttpServer {

  private static final int MIN_THREADS = 4;
  private static final int MAX_THREADS = 64;

  /** Many senders come back at once after a restart; the system's 50 would reset some of them. */
  private static final int ACCEPT_QUEUE = 1024;

  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  private final HttpServerConfig config;
  private final InProcessServices calls;
  private final Server jetty;
  private final ServerConnector connector;
  private final Set<String> paths;

  /** A server that listens once it is started. */
  public HttpServer(HttpServerConfig config, HttpServices services) {
    this.config = config;
    this.calls = new InProcessServices(services);
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
    threads.setName("http");
    threads.setDaemon(true);
    this.jetty = new Server(threads);
    this.connector = connector(jetty, config);
    jetty.addConnector(connector);
    jetty.setErrorHandler(new JsonErrorHandler());
    Map<String, Route> routes = Routes.of(services, calls.channel(), config.limits());
    this.paths = Set.copyOf(routes.keySet());
    jetty.setHandler(handler(routes, config));
  }

  /**
   * Begins to listen.
   *
   * @throws IOException when the address cannot be had; the message names it
   */
  public void start() throws IOException {
    calls.start();
    try {
      jetty.start();
    } catch (IOException e) {
      stop(Duration.ZERO);
      throw new IOException(
          "HTTP on " + config.host() + ":" + config.port() + ": " + e.getMessage(), e);
    } catch (Exception e) {
      stop(Duration.ZERO);
      throw new IllegalStateException("the HTTP server does not start", e);
    }
  }

  /** The port that it listens on; negative when it does not. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Every path that it serves. */
  public Set<String> paths() {
    return paths;
  }

  /** Takes no new requests, gives those under way the time to end, and cuts off the rest. */
  public void stop(Duration grace) {
    jetty.setStopTimeout(grace.toMillis());
    try {
      jetty.stop();
    } catch (Exception e) {
      LOG.warn("the HTTP server did not stop in order", e);
    } finally {
      calls.stop();
    }
  }

  private static ServerConnector connector(Server jetty, HttpServerConfig config) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(config.limits().maxHeaderBytes());
    HttpConnectionFactory plain = new HttpConnectionFactory(http);
    ServerConnector connector =
        config
            .tls()
            .map(tls -> new ServerConnector(jetty, secured(tls, plain), plain))
            .orElseGet(() -> new ServerConnector(jetty, plain));
    connector.setHost(config.host());
    connector.setPort(config.port());
    connector.setAcceptQueueSize(ACCEPT_QUEUE);
    connector.setIdleTimeout(config.limits().timeouts().idle().toMillis());
    return connector;
  }

  private static SslConnectionFactory secured(ServerTls tls, HttpConnectionFactory plain) {
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setSslContext(tls.context());
    context.setWantClientAuth(tls.clients() == ClientCertificates.REQUEST);
    context.setNeedClientAuth(tls.clients() == ClientCertificates.REQUIRE);
    return new SslConnectionFactory(context, plain.getProtocol());
  }

  private static Handler handler(Map<String, Route> routes, HttpServerConfig config) {
    RootHandler root = new RootHandler(routes, config.limits());
    Handler cors = Cors.around(root, config.allowedOrigins());
    int rate = config.limits().minBytesPerSecond();
    return new GracefulHandler(new MinimumDataRateHandler(cors, rate, 0));
  }
}
