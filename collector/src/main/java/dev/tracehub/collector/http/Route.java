/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

/** Serves some paths. Thread-safe. */
interface Route {

  /** Answers a request, now or later. What it throws is answered by {@link #refuse}. */
  void handle(Exchange exchange);

  /** Answers with an error in the route's own form. */
  void refuse(Exchange exchange, Throwable error);
}
