/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import dev.tracehub.collector.auth.PeerHeader;
import dev.tracehub.collector.errors.Failures;
import io.grpc.Metadata;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;

/** Turns HTTP headers into gRPC metadata and back. */
final class CallHeaders {

  /** They concern this connection or the protocol, not the method. */
  private static final Set<String> OWN =
      Set.of(
          "accept",
          "accept-charset",
          "accept-encoding",
          "accept-language",
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "cookie",
          "date",
          "expect",
          "host",
          "keep-alive",
          "origin",
          "proxy-authorization",
          "referer",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "user-agent",
          "via");

  private static final List<String> OWN_PREFIXES =
      List.of("connect-", "grpc-", "sec-", "access-control-", ":");

  private CallHeaders() {}

  /**
   * The metadata of a call, the peer's place among it.
   *
   * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT for a binary header that is no base64
   */
  static Metadata metadata(Request request) {
    Metadata metadata = new Metadata();
    for (HttpField header : request.getHeaders()) {
      String name = header.getName().toLowerCase(Locale.ROOT);
      if (isForTheMethod(name) && header.getValue() != null) {
        put(metadata, name, header.getValue());
      }
    }
    PeerHeader.write(metadata, Peer.isLoopback(request));
    return metadata;
  }

  /** Gives the headers of metadata, protocol matters left out, binary ones in base64. */
  static void forEach(Metadata metadata, BiConsumer<String, String> taker) {
    for (String name : metadata.keys()) {
      if (!isForTheMethod(name)) {
        continue;
      }
      if (name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
        for (byte[] value : values(metadata, binary(name))) {
          taker.accept(name, Base64.getEncoder().withoutPadding().encodeToString(value));
        }
      } else {
        values(metadata, ascii(name)).forEach(value -> taker.accept(name, value));
      }
    }
  }

  /** As {@link #forEach}, all values of a name together. */
  static Map<String, List<String>> toMap(Metadata metadata) {
    Map<String, List<String>> map = new TreeMap<>();
    forEach(
        metadata,
        (name, value) -> map.computeIfAbsent(name, first -> new ArrayList<>()).add(value));
    return map;
  }

  private static boolean isForTheMethod(String name) {
    return !OWN.contains(name) && OWN_PREFIXES.stream().noneMatch(name::startsWith);
  }

  private static void put(Metadata metadata, String name, String value) {
    if (!isMetadataName(name) || name.equals(Metadata.BINARY_HEADER_SUFFIX)) {
      return;
    }
    if (name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
      metadata.put(binary(name), base64(name, value));
    } else if (value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      metadata.put(ascii(name), value);
    }
  }

  /** HTTP allows more characters in names than gRPC does. */
  private static boolean isMetadataName(String name) {
    return name.chars()
        .allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "-_.".indexOf(c) >= 0);
  }

  private static byte[] base64(String name, String value) {
    try {
      return Base64.getDecoder().decode(value);
    } catch (IllegalArgumentException e) {
      throw Failures.invalid(name, "INVALID_BASE64", "not base64 (expected: base64)");
    }
  }

  private static <T> Iterable<T> values(Metadata metadata, Metadata.Key<T> key) {
    Iterable<T> values = metadata.getAll(key);
    return values == null ? List.of() : values;
  }

  private static Metadata.Key<String> ascii(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  private static Metadata.Key<byte[]> binary(String name) {
    return Metadata.Key.of(name, Metadata.BINARY_BYTE_MARSHALLER);
  }
}
