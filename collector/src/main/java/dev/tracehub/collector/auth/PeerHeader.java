/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import io.grpc.Metadata;

/**
 * How a transport of this process tells an in-process server whether its peer is this machine. The
 * transport has to write it after everything that it took over from its own peer.
 */
public final class PeerHeader {

  private static final Metadata.Key<String> KEY =
      Metadata.Key.of("x-tracehub-internal-peer", Metadata.ASCII_STRING_MARSHALLER);
  private static final String LOOPBACK = "loopback";
  private static final String REMOTE = "remote";

  private PeerHeader() {}

  /** Says what the peer is; what stood there before, forged or not, goes. */
  public static void write(Metadata headers, boolean loopback) {
    headers.discardAll(KEY);
    headers.put(KEY, loopback ? LOOPBACK : REMOTE);
  }

  static boolean isLoopback(Metadata headers) {
    return LOOPBACK.equals(headers.get(KEY));
  }
}
