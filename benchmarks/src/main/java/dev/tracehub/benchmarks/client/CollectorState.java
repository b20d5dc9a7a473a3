/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.client;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.LongAdder;

/** What the client finds at its endpoint. */
enum CollectorState {
  /** Takes everything and answers at once. */
  HEALTHY("healthy"),
  /** Refuses connections. */
  DEAD("dead"),
  /** Accepts connections and never answers. */
  HANGING("hangs");

  private final String label;

  CollectorState(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  Place open() throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return switch (this) {
      case HEALTHY -> {
        Sinks sinks = new Sinks(new LongAdder());
        yield new Place(sinks.grpcPort(), sinks::close);
      }
      case DEAD -> {
        // Bound and not listening: the port is nobody else's, and connections are refused.
        Socket socket = new Socket();
        socket.bind(any);
        yield new Place(socket.getLocalPort(), socket);
      }
      case HANGING -> {
        // The system completes the handshake; nobody ever accepts, reads or writes.
        ServerSocket socket = new ServerSocket();
        socket.bind(any);
        yield new Place(socket.getLocalPort(), socket);
      }
    };
  }

  /** An address and what is there. */
  record Place(int port, Closeable resource) implements Closeable {
    @Override
    public void close() throws IOException {
      resource.close();
    }
  }
}
