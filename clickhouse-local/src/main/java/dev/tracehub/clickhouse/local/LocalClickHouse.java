/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.clickhouse.local;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A ClickHouse server on this machine, a process of its own that ends with this one. It listens on
 * 127.0.0.1 alone; its data survives {@link #stop}, {@link #kill} and {@link #restart}.
 * Thread-safe.
 */
public final class LocalClickHouse implements AutoCloseable {

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration POLL = Duration.ofMillis(25);

  /** Another process may take a free port between its choice and its use. */
  private static final int FIRST_PORT = 15_000;

  private static final int END_OF_PORTS = 32_000;

  /** The last statement has no user in the list of those that run. */
  private static final String PROBE =
      "SELECT getMacro('instance') || ' ' || toString(countIf(user = '')) FROM system.processes";

  private static final int PORT_TRIES = 5;

  private static final int LOG_TAIL_CHARACTERS = 4_000;

  private final Engine engine;
  private final LocalClickHouseOptions options;
  private int httpPort;
  private int tcpPort;
  private @Nullable Process process;

  private LocalClickHouse(Engine engine, LocalClickHouseOptions options) {
    this.engine = engine;
    this.options = options;
  }

  /**
   * Starts a server and returns when it answers.
   *
   * @throws EngineUnavailableException when no engine can be had on this machine
   * @throws IOException when the server does not start; the message holds the end of its log
   */
  public static LocalClickHouse start(LocalClickHouseOptions options) throws IOException {
    LocalClickHouse server =
        new LocalClickHouse(EngineLocator.find(options.environment()), options);
    server.startOnFreePorts();
    return server;
  }

  /**
   * A port that was free a moment ago. It is below those that systems give to connections that go
   * out, one of which could take it meanwhile.
   */
  public static int freePort() throws IOException {
    for (int left = PORT_TRIES; ; left--) {
      int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, END_OF_PORTS);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException e) {
        if (left == 1) {
          throw e;
        }
      }
    }
  }

  /** Where it answers over HTTP; the same after a restart. */
  public synchronized URI httpUrl() {
    return URI.create("http://127.0.0.1:" + httpPort);
  }

  /** The port of the native protocol; the same after a restart. */
  public synchronized int tcpPort() {
    return tcpPort;
  }

  /** The server as the user {@code default} sees it. */
  public ClickHouseEndpoint endpoint() {
    return new ClickHouseEndpoint(httpUrl(), "default", "", "default");
  }

  /** The process; empty while it is stopped. */
  public synchronized boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** The id of the server's process, for tools that measure it. */
  public synchronized long pid() {
    if (process == null) {
      throw new IllegalStateException("the server is stopped");
    }
    return process.pid();
  }

  /** Stops in an orderly way, or by force when that takes longer than 20 seconds. */
  public synchronized void stop() throws IOException {
    Process running = process;
    if (running == null) {
      return;
    }
    try {
      running.getOutputStream().close();
      await(running, STOP_TIMEOUT);
    } finally {
      kill();
    }
  }

  /** Ends the process at once, as {@code kill -9} does, and returns when it is gone. */
  public synchronized void kill() throws IOException {
    Process running = process;
    if (running == null) {
      return;
    }
    running.destroyForcibly();
    await(running, STOP_TIMEOUT);
    process = null;
  }

  /** Starts again on the same ports and data, after a stop or a kill; stops first when it runs. */
  public synchronized void restart() throws IOException {
    stop();
    startProcess();
  }

  /** Waits until the process has ended. */
  public void awaitExit() throws InterruptedException {
    Process running;
    synchronized (this) {
      running = process;
    }
    if (running != null) {
      running.waitFor();
    }
  }

  /** Stops; the data stays. */
  @Override
  public void close() throws IOException {
    stop();
  }

  private synchronized void startOnFreePorts() throws IOException {
    for (int left = PORT_TRIES; ; left--) {
      httpPort = options.httpPort() == 0 ? freePort() : options.httpPort();
      tcpPort = options.tcpPort() == 0 ? freePort() : options.tcpPort();
      try {
        startProcess();
        return;
      } catch (PortTakenException e) {
        boolean chosenHere = options.httpPort() == 0 || options.tcpPort() == 0;
        if (left == 1 || !chosenHere) {
          throw e;
        }
      }
    }
  }

  private synchronized void startProcess() throws IOException {
    Path folder = Files.createDirectories(options.dataDirectory()).toRealPath();
    Path data = Files.createDirectories(folder.resolve("data"));
    String instance = UUID.randomUUID().toString();
    Path users = folder.resolve("users.xml");
    Path config = folder.resolve("config.xml");
    Files.writeString(users, ServerConfig.users(options.users()));
    Files.writeString(
        config,
        ServerConfig.server(
            options, folder.resolve("clickhouse.log").toString(), users.toString(), instance));
    File output = folder.resolve("output.log").toFile();
    Process started =
        new ProcessBuilder(
                engine.command(
                    ServerConfig.arguments(data.toString(), config.toString(), httpPort, tcpPort)))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output)
            .start();
    process = started;
    try {
      awaitReady(started, instance, output.toPath());
    } catch (IOException | RuntimeException e) {
      kill();
      throw e;
    }
  }

  /**
   * Ready is who answers with this start's own name, as the port may have been another's, and is at
   * the last of its statements: before that it may still find the other port taken, and end.
   */
  private void awaitReady(Process started, String instance, Path output) throws IOException {
    long deadline = System.nanoTime() + options.startTimeout().toNanos();
    while (!answersAs(instance)) {
      if (await(started, POLL)) {
        throw failed("ended with " + started.exitValue(), output);
      }
      if (System.nanoTime() - deadline > 0) {
        throw failed("did not answer within " + options.startTimeout(), output);
      }
    }
  }

  private boolean answersAs(String instance) {
    try {
      return endpoint().query(PROBE, PROBE_TIMEOUT).equals(instance + " 1");
    } catch (IOException e) {
      // Not there yet, or someone else: the process's end or the deadline will tell.
      return false;
    }
  }

  private static boolean await(Process process, Duration time) throws IOException {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for ClickHouse");
    }
  }

  private IOException failed(String what, Path output) throws IOException {
    String log = Files.readString(output, StandardCharsets.UTF_8);
    String tail = log.substring(Math.max(0, log.length() - LOG_TAIL_CHARACTERS)).strip();
    String message =
        "ClickHouse on HTTP port "
            + httpPort
            + " and native port "
            + tcpPort
            + " with data in "
            + options.dataDirectory()
            + " "
            + what
            + ": "
            + tail;
    return log.contains("Address already in use")
        ? new PortTakenException(message)
        : new IOException(message);
  }

  private static final class PortTakenException extends IOException {

    private static final long serialVersionUID = 1;

    PortTakenException(String message) {
      super(message);
    }
  }
}
