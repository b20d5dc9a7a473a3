/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import dev.tracehub.collector.auth.AuthInterceptor;
import dev.tracehub.collector.auth.Credentials;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** Tells from a request who sent it. */
final class Peer {

  private static final Pattern LOOPBACK_HOST =
      Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[?::1]?)", Pattern.CASE_INSENSITIVE);

  private Peer() {}

  static Credentials credentials(Request request) {
    HttpFields headers = request.getHeaders();
    return new Credentials(
        Optional.ofNullable(headers.get(HttpHeader.AUTHORIZATION)),
        Optional.ofNullable(headers.get("x-api-key")),
        Optional.ofNullable(headers.get(AuthInterceptor.PROJECT_HEADER)),
        isLoopback(request));
  }

  /**
   * Whether somebody on this machine calls of their own accord: not a proxy for others, and not a
   * web page that had its own name resolved to this machine.
   */
  static boolean isLoopback(Request request) {
    return request.getConnectionMetaData().getRemoteSocketAddress()
            instanceof InetSocketAddress peer
        && peer.getAddress() != null
        && peer.getAddress().isLoopbackAddress()
        && LOOPBACK_HOST.matcher(Request.getServerName(request)).matches()
        && !isForwarded(request.getHeaders());
  }

  private static boolean isForwarded(HttpFields headers) {
    return headers.contains(HttpHeader.X_FORWARDED_FOR)
        || headers.contains(HttpHeader.FORWARDED)
        || headers.contains("x-real-ip");
  }
}
