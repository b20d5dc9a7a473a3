/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import dev.tracehub.collector.auth.AuthInterceptor;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.handler.CrossOriginHandler;

/** Which web pages may call from a browser: those of this machine, and those that are named. */
final class Cors {

  private static final String LOCAL_PAGES =
      "https?://(localhost|127\\.0\\.0\\.1|\\[::1\\])(:\\d{1,5})?";

  private Cors() {}

  static Handler around(Handler handler, Set<String> allowedOrigins) {
    Set<String> patterns = new HashSet<>(Set.of(LOCAL_PAGES));
    allowedOrigins.forEach(origin -> patterns.add(Pattern.quote(origin)));
    CrossOriginHandler cors = new CrossOriginHandler();
    cors.setAllowedOriginPatterns(patterns);
    cors.setAllowedMethods(Set.of("GET", "HEAD", "POST"));
    cors.setAllowedHeaders(
        Set.of(
            "Authorization",
            "Connect-Protocol-Version",
            "Connect-Timeout-Ms",
            "Content-Encoding",
            "Content-Type",
            "X-Api-Key",
            AuthInterceptor.PROJECT_HEADER));
    cors.setExposedHeaders(Set.of("Connect-Content-Encoding", "Retry-After"));
    cors.setPreflightMaxAge(Duration.ofHours(1));
    // A page of this very server, or a tool that is no browser: neither asks for permission.
    cors.setDeliverNonAllowedOriginRequests(true);
    cors.setHandler(handler);
    return cors;
  }
}
