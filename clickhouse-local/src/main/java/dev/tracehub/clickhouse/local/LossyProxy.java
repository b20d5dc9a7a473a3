/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.clickhouse.local;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between a client and a server, for tests, and loses some of what passes: it cuts
 * connections in the middle of what the client sends, or lets all of it through and cuts before the
 * answer comes back. Thread-safe.
 *
 * <p>Faults strike large requests at random ({@link #setFaultShare} says how often), or requests
 * that are chosen by what they say ({@link #failRequests}).
 */
public final class LossyProxy implements Closeable {

  private static final int BUFFER_BYTES = 16_384;

  /** Requests of fewer bytes are questions; faults at random are for inserts. */
  private static final int INSERT_BYTES = 2_000;

  /** Of a chosen request that is cut, the server gets this much after the marker. */
  private static final int BEGINNING_BYTES = 20_000;

  private final ServerSocket listener;
  private final Random random;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong cutRequests = new AtomicLong();
  private final AtomicLong lostAnswers = new AtomicLong();
  private volatile InetSocketAddress target;
  private volatile double faultShare;
  private volatile Choice choice = new Choice(Fault.NONE, "");

  /** What happens to a request. */
  public enum Fault {
    /** It passes, and so does its answer. */
    NONE,
    /** The server gets the beginning of the request alone. */
    CUT_REQUEST,
    /** The server gets the request and does its work; the client gets no answer. */
    LOSE_ANSWER
  }

  /** A fault of the requests that hold a marker. */
  private record Choice(Fault fault, String marker) {
    boolean strikes(CharSequence text) {
      return fault != Fault.NONE && text.toString().contains(marker);
    }
  }

  /**
   * Starts a proxy in front of an HTTP server.
   *
   * @param seed of the faults
   */
  public static LossyProxy before(URI server, long seed) throws IOException {
    LossyProxy proxy = new LossyProxy(server, seed);
    proxy.daemon("accept", proxy::accept);
    return proxy;
  }

  private LossyProxy(URI server, long seed) throws IOException {
    this.listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    this.random = new Random(seed);
    setTarget(server);
  }

  /** Goes on in front of another server, e.g. the same one after a restart on another port. */
  public void setTarget(URI server) {
    target = new InetSocketAddress(server.getHost(), server.getPort());
  }

  /** The share of large requests that lose something, from 0 to 1. */
  public void setFaultShare(double share) {
    faultShare = share;
  }

  /**
   * Strikes every request that holds a marker, from now on.
   *
   * @param marker ASCII text of the request's head or body
   */
  public void failRequests(Fault fault, String marker) {
    choice = new Choice(fault, marker);
  }

  /** Where clients connect. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** How many requests were cut in the middle. */
  public long cutRequests() {
    return cutRequests.get();
  }

  /** How many answers were lost after the server had the whole request. */
  public long lostAnswers() {
    return lostAnswers.get();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        open.add(client);
        daemon("connect", () -> serve(client));
      } catch (IOException e) {
        // Closed, or a client that went away: the loop's condition tells.
      }
    }
  }

  private void serve(Socket client) {
    Socket server = new Socket();
    open.add(server);
    try {
      server.connect(target);
      Link link = new Link(client, server);
      daemon("answers", link::pumpAnswers);
      link.pumpRequests();
    } catch (IOException e) {
      end(client, server);
    }
  }

  private Fault draw() {
    synchronized (random) {
      if (random.nextDouble() >= faultShare) {
        return Fault.NONE;
      }
      return random.nextBoolean() ? Fault.CUT_REQUEST : Fault.LOSE_ANSWER;
    }
  }

  private int nextInt(int bound) {
    synchronized (random) {
      return random.nextInt(bound);
    }
  }

  private void end(Socket client, Socket server) {
    for (Socket socket : new Socket[] {client, server}) {
      open.remove(socket);
      try {
        socket.close();
      } catch (IOException e) {
        // It is gone either way.
      }
    }
  }

  /** One client's connection and the server's. */
  private final class Link {

    private final Socket client;
    private final Socket server;
    private final AtomicLong sentSinceAnswer = new AtomicLong();
    private final StringBuilder recent = new StringBuilder();

    private volatile Fault fault = Fault.NONE;

    /** The fault strikes when more of the request than this has passed. */
    private volatile long faultAfter;

    Link(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void pumpRequests() {
      try {
        InputStream in = client.getInputStream();
        OutputStream out = server.getOutputStream();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          long sent = sentSinceAnswer.addAndGet(read);
          if (sent == read) {
            begin();
          }
          choose(new String(buffer, 0, read, StandardCharsets.ISO_8859_1), sent - read);
          if (strikes(Fault.CUT_REQUEST)) {
            cutRequests.incrementAndGet();
            break;
          }
          out.write(buffer, 0, read);
        }
      } catch (IOException e) {
        // One side went away: so does the other.
      } finally {
        end(client, server);
      }
    }

    private void begin() {
      recent.setLength(0);
      fault = draw();
      faultAfter =
          INSERT_BYTES + (fault == Fault.CUT_REQUEST ? (long) nextInt(4 * BUFFER_BYTES) : 0);
    }

    private void choose(String text, long sentBefore) {
      recent.append(text);
      Choice now = choice;
      if (now.strikes(recent)) {
        recent.setLength(0);
        fault = now.fault();
        faultAfter = now.fault() == Fault.CUT_REQUEST ? sentBefore + BEGINNING_BYTES : 0;
      }
      // A marker may come in two pieces.
      recent.delete(0, Math.max(0, recent.length() - now.marker().length()));
    }

    private boolean strikes(Fault kind) {
      return fault == kind && sentSinceAnswer.get() > faultAfter;
    }

    void pumpAnswers() {
      try {
        InputStream in = server.getInputStream();
        OutputStream out = client.getOutputStream();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          if (strikes(Fault.LOSE_ANSWER)) {
            lostAnswers.incrementAndGet();
            break;
          }
          out.write(buffer, 0, read);
          sentSinceAnswer.set(0);
        }
      } catch (IOException e) {
        // One side went away: so does the other.
      } finally {
        end(client, server);
      }
    }
  }

  private void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, "lossy-proxy-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
