/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import dev.tracehub.collector.errors.Failures;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Finds the route of a request and bounds how many are under way. Thread-safe. */
final class RootHandler extends Handler.Abstract {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Map<String, Route> routes;
  private final ByteBudget budget;
  private final Semaphore slots;

  /**
   * Routes by their whole paths.
   *
   * @param routes all but those that serve nothing but 404
   */
  RootHandler(Map<String, Route> routes, HttpLimits limits) {
    this.routes = Map.copyOf(routes);
    this.budget = new ByteBudget(limits.maxInflightBytes());
    this.slots = new Semaphore(limits.maxRequests());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    String path = request.getHttpURI().getPath();
    Route route = path == null ? null : routes.get(path);
    if (route == null) {
      route = new UnknownRoute();
    }
    // Health is asked by those who want to know why nothing else is answered.
    boolean counted = !(route instanceof HealthRoute);
    if (counted && !slots.tryAcquire()) {
      route.refuse(exchange(request, response, callback), tooManyRequests());
      return true;
    }
    Callback end = counted ? Callback.from(callback, () -> slots.release()) : callback;
    Exchange exchange = exchange(request, response, end);
    try {
      route.handle(exchange);
    } catch (RuntimeException e) {
      route.refuse(exchange, e);
    }
    return true;
  }

  private Exchange exchange(Request request, Response response, Callback callback) {
    return new Exchange(request, response, callback, budget.lease());
  }

  private static RuntimeException tooManyRequests() {
    return Failures.overloaded(
        "TOO_MANY_REQUESTS",
        "the collector serves as many requests as it may; try again later",
        RETRY_AFTER);
  }

  /** What no route serves. */
  private static final class UnknownRoute implements Route {

    @Override
    public void handle(Exchange exchange) {
      throw HttpFailure.notFound(String.valueOf(exchange.request().getHttpURI().getPath()));
    }

    @Override
    public void refuse(Exchange exchange, Throwable error) {
      ConnectErrors.refuse(exchange, error);
    }
  }
}
