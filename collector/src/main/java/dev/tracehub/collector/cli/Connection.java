/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.cli;

import io.grpc.Channel;
import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.MetadataUtils;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where to ask and with which key. */
final class Connection {

  private static final int MAX_ANSWER_BYTES = 64 << 20;
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final Metadata.Key<String> PROJECT =
      Metadata.Key.of("x-tracehub-project", Metadata.ASCII_STRING_MARSHALLER);

  @Option(
      names = "--endpoint",
      defaultValue = "${env:TRACEHUB_ENDPOINT:-http://localhost:4317}",
      description = "The collector's gRPC port. Default: ${DEFAULT-VALUE}")
  private URI endpoint = URI.create("http://localhost:4317");

  @Option(
      names = "--key",
      defaultValue = "${env:TRACEHUB_API_KEY:-}",
      description = "A key with the read scope. Default: TRACEHUB_API_KEY")
  private String key = "";

  @Option(
      names = "--project",
      defaultValue = "${env:TRACEHUB_PROJECT:-}",
      description =
          "The project, for the admin key of the configuration. Default: TRACEHUB_PROJECT")
  private String project = "";

  @Option(
      names = "--ca-file",
      description = "PEM file of who may issue the collector's certificate. Default: as Java does")
  private Optional<File> caFile = Optional.empty();

  @Option(names = "--cert-file", description = "PEM file of a certificate to show, for mutual TLS")
  private Optional<File> certFile = Optional.empty();

  @Option(names = "--key-file", description = "PEM file of its private key, in PKCS #8")
  private Optional<File> keyFile = Optional.empty();

  /** Opens a channel; the caller shuts it down. */
  ManagedChannel open() {
    boolean tls = "https".equals(endpoint.getScheme());
    return Grpc.newChannelBuilderForAddress(
            Optional.ofNullable(endpoint.getHost()).orElse("localhost"),
            endpoint.getPort() < 0 ? 4317 : endpoint.getPort(),
            tls ? credentials() : InsecureChannelCredentials.create())
        .maxInboundMessageSize(MAX_ANSWER_BYTES)
        .build();
  }

  private ChannelCredentials credentials() {
    TlsChannelCredentials.Builder credentials = TlsChannelCredentials.newBuilder();
    try {
      if (caFile.isPresent()) {
        credentials.trustManager(caFile.get());
      }
      if (certFile.isPresent() || keyFile.isPresent()) {
        credentials.keyManager(
            certFile.orElseThrow(() -> missing("--cert-file")),
            keyFile.orElseThrow(() -> missing("--key-file")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("TLS: " + e.getMessage(), e);
    }
    return credentials.build();
  }

  private static IllegalArgumentException missing(String option) {
    return new IllegalArgumentException(option + ": missing (expected: a file, as the other has)");
  }

  /** The channel with the caller's headers. */
  Channel authenticated(ManagedChannel channel) {
    Metadata headers = new Metadata();
    if (!key.isEmpty()) {
      headers.put(AUTHORIZATION, "Bearer " + key);
    }
    if (!project.isEmpty()) {
      headers.put(PROJECT, project);
    }
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }
}
