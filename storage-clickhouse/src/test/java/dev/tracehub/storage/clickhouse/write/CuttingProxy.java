/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and a server and breaks off connections, at a given place of chosen
 * requests.
 */
final class CuttingProxy implements AutoCloseable {

  /** Where a connection is broken off. */
  enum Cut {
    NONE,
    /** The server gets the beginning of the request alone. */
    REQUEST,
    /** The server gets the request and does its work; the client gets no answer. */
    ANSWER
  }

  /** Of a request that is cut, the server gets this much. */
  private static final int BEGINNING = 20_000;

  private static final int BUFFER = 4_096;

  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final URI server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger cuts = new AtomicInteger();
  private volatile Cut cut = Cut.NONE;
  private volatile String marker = "";

  CuttingProxy(URI server) throws IOException {
    this.server = server;
    start("accept", this::accept);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** Cuts requests whose head holds the marker, from now on. */
  void cut(Cut where, String requestMarker) {
    marker = requestMarker;
    cut = where;
  }

  /** How many connections were broken off. */
  int cuts() {
    return cuts.get();
  }

  private void accept() throws IOException {
    while (!listener.isClosed()) {
      Socket client = listener.accept();
      Socket upstream = new Socket(server.getHost(), server.getPort());
      sockets.add(client);
      sockets.add(upstream);
      Connection connection = new Connection(client, upstream);
      start("requests", connection::forwardRequests);
      start("answers", connection::forwardAnswers);
    }
  }

  private void start(String name, IoTask task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException e) {
                // The connection is gone, which is what this class is for.
              }
            },
            "proxy-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private interface IoTask {
    void run() throws IOException;
  }

  private final class Connection {

    private final Socket client;
    private final Socket upstream;
    private volatile boolean holdsAnswer;

    Connection(Socket client, Socket upstream) {
      this.client = client;
      this.upstream = upstream;
    }

    void forwardRequests() throws IOException {
      byte[] buffer = new byte[BUFFER];
      InputStream in = client.getInputStream();
      OutputStream out = upstream.getOutputStream();
      StringBuilder head = new StringBuilder();
      int sinceMarker = -1;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        head.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
        if (cut != Cut.NONE && sinceMarker < 0 && head.indexOf(marker) >= 0) {
          sinceMarker = 0;
          holdsAnswer = cut == Cut.ANSWER;
        }
        head.delete(0, Math.max(0, head.length() - BUFFER));
        if (sinceMarker >= 0) {
          sinceMarker += read;
        }
        if (cut == Cut.REQUEST && sinceMarker > BEGINNING) {
          breakOff();
          return;
        }
        out.write(buffer, 0, read);
        out.flush();
      }
      breakOffQuietly();
    }

    void forwardAnswers() throws IOException {
      byte[] buffer = new byte[BUFFER];
      InputStream in = upstream.getInputStream();
      OutputStream out = client.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (holdsAnswer) {
          breakOff();
          return;
        }
        out.write(buffer, 0, read);
        out.flush();
      }
      breakOffQuietly();
    }

    private void breakOff() throws IOException {
      cuts.incrementAndGet();
      breakOffQuietly();
    }

    private void breakOffQuietly() throws IOException {
      client.close();
      upstream.close();
    }
  }
}
