/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import com.google.rpc.Code;
import dev.tracehub.collector.errors.Answers;
import dev.tracehub.collector.errors.Failures;
import dev.tracehub.v1.KeyScope;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Lets a call through when its caller may make it, and sets {@link Principal#CURRENT}. Thread-safe.
 *
 * <p>Methods of health and reflection are open and have no principal. Every other method has a
 * scope; one without is refused. Streams end when their caller may no longer make them.
 */
public final class AuthInterceptor implements ServerInterceptor {

  /** By this header the admin key of the configuration says which project it means. */
  public static final String PROJECT_HEADER = "x-tracehub-project";

  /** Where a proxy says that it calls for somebody else. */
  public static final String FORWARDED_FOR_HEADER = "x-forwarded-for";

  private static final Metadata.Key<String> AUTHORIZATION = ascii("authorization");
  private static final Metadata.Key<String> API_KEY = ascii("x-api-key");
  private static final Metadata.Key<String> PROJECT = ascii(PROJECT_HEADER);
  private static final Metadata.Key<String> FORWARDED_FOR = ascii(FORWARDED_FOR_HEADER);

  private final Authenticator authenticator;
  private final Peers peers;

  private AuthInterceptor(Authenticator authenticator, Peers peers) {
    this.authenticator = authenticator;
    this.peers = peers;
  }

  /** For a server that listens on a network: what the transport says about the peer counts. */
  public static AuthInterceptor forNetwork(Authenticator authenticator) {
    return new AuthInterceptor(authenticator, AuthInterceptor::isLoopbackPeer);
  }

  /**
   * For an in-process server behind another transport of this process: what {@link PeerHeader} says
   * counts. Never for a server that listens on a network, whose callers could write it themselves.
   */
  public static AuthInterceptor forInProcess(Authenticator authenticator) {
    return new AuthInterceptor(authenticator, (call, headers) -> PeerHeader.isLoopback(headers));
  }

  @Override
  public <ReqT, RespT> ServerCall.Listener<ReqT> interceptCall(
      ServerCall<ReqT, RespT> call, Metadata headers, ServerCallHandler<ReqT, RespT> next) {
    String service = call.getMethodDescriptor().getServiceName();
    if (MethodScopes.isOpen(service)) {
      return next.startCall(call, headers);
    }
    Optional<KeyScope> needed = MethodScopes.needed(service);
    if (needed.isEmpty()) {
      return refuse(call, closed(call));
    }
    Credentials credentials = credentials(call, headers);
    Supplier<CompletionStage<Principal>> authentication =
        () -> authenticator.authenticate(credentials, needed.get());
    return call.getMethodDescriptor().getType() == MethodType.UNARY
        ? admit(authentication, call, headers, next)
        : admitStream(authentication, call, headers, next);
  }

  private static <ReqT, RespT> ServerCall.Listener<ReqT> admitStream(
      Supplier<CompletionStage<Principal>> authentication,
      ServerCall<ReqT, RespT> call,
      Metadata headers,
      ServerCallHandler<ReqT, RespT> next) {
    LastingCall<ReqT, RespT> lasting = new LastingCall<>(call, authentication);
    return lasting.listener(admit(authentication, lasting, headers, next));
  }

  private static <ReqT, RespT> ServerCall.Listener<ReqT> admit(
      Supplier<CompletionStage<Principal>> authentication,
      ServerCall<ReqT, RespT> call,
      Metadata headers,
      ServerCallHandler<ReqT, RespT> next) {
    CompletionStage<Principal> known = authentication.get();
    CompletableFuture<Principal> caller = known.toCompletableFuture();
    Context context = Context.current();
    if (caller.isDone()) {
      return proceed(caller, context, call, headers, next);
    }
    DelayedListener<ReqT> delayed = new DelayedListener<>(call);
    known.whenComplete(
        (principal, error) ->
            delayed.handOver(() -> proceed(caller, context, call, headers, next)));
    return delayed;
  }

  private static <ReqT, RespT> ServerCall.Listener<ReqT> proceed(
      CompletableFuture<Principal> caller,
      Context context,
      ServerCall<ReqT, RespT> call,
      Metadata headers,
      ServerCallHandler<ReqT, RespT> next) {
    Principal principal;
    try {
      principal = caller.join();
    } catch (CompletionException | CancellationException e) {
      return refuse(call, Answers.failure(e));
    }
    return Contexts.interceptCall(
        context.withValue(Principal.CURRENT, principal), call, headers, next);
  }

  private static <ReqT, RespT> ServerCall.Listener<ReqT> refuse(
      ServerCall<ReqT, RespT> call, StatusRuntimeException failure) {
    Metadata trailers = failure.getTrailers();
    call.close(failure.getStatus(), trailers == null ? new Metadata() : trailers);
    return new ServerCall.Listener<>() {};
  }

  private static StatusRuntimeException closed(ServerCall<?, ?> call) {
    return Failures.failure(
        Code.PERMISSION_DENIED,
        "METHOD_CLOSED",
        call.getMethodDescriptor().getFullMethodName() + " is open to nobody");
  }

  private Credentials credentials(ServerCall<?, ?> call, Metadata headers) {
    return new Credentials(
        Optional.ofNullable(headers.get(AUTHORIZATION)),
        Optional.ofNullable(headers.get(API_KEY)),
        Optional.ofNullable(headers.get(PROJECT)),
        peers.isLoopback(call, headers));
  }

  /** A proxy on this machine brings callers from elsewhere. */
  private static boolean isLoopbackPeer(ServerCall<?, ?> call, Metadata headers) {
    return call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR)
            instanceof InetSocketAddress peer
        && peer.getAddress() != null
        && peer.getAddress().isLoopbackAddress()
        && !headers.containsKey(FORWARDED_FOR);
  }

  private static Metadata.Key<String> ascii(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  /** Tells whether the peer of a call is this machine. */
  private interface Peers {
    boolean isLoopback(ServerCall<?, ?> call, Metadata headers);
  }
}
