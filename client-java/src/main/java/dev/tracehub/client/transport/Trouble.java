/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.transport;

import io.grpc.Status;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why a call could not be made or answered, as far as people can do something about it. */
enum Trouble {
  /** The name of the collector cannot be resolved. */
  DNS("its name cannot be resolved; check the endpoint's host and the DNS of this machine"),
  /** A file that TLS needs is missing or wrong. */
  FILES("a file for TLS cannot be used; records wait until it is mended"),
  /** No common ground on encryption. */
  TLS(
      "the TLS handshake failed; https needs a TLS port and a certificate whose issuer is in caFile"
          + " or else this JVM's trust store and that has this host's name, maybe a"
          + " clientCertificate; http needs a port without TLS"),
  /** Nobody listens. */
  REFUSED("the connection is refused; is it running, and is the endpoint's port that of gRPC?"),
  /** The connection broke or could not be made. */
  UNAVAILABLE(
      "it cannot be reached; is it running, and does something cut connections? A port with TLS wants"
          + " https, and maybe a clientCertificate"),
  /** No answer in time, or hardly. */
  SLOW("it answers too slowly; is it overloaded or far away? callTimeout may be too short"),
  /** The key is not, or no longer, accepted. */
  KEY(
      "it refuses this client's key; has it expired, was it revoked, or is it another collector's?"
          + " Set a valid apiKey and start again");

  private static final int MOST_CAUSES = 16;

  private final String advice;

  Trouble(String advice) {
    this.advice = advice;
  }

  /** What is the matter and what to do, for people. */
  String advice() {
    return advice;
  }

  /** Whether it is this side's settings that are to be mended. */
  boolean isOurs() {
    return this == KEY || this == FILES;
  }

  /** The trouble behind a status; null when there is none, or none of these. */
  static @Nullable Trouble of(Status status) {
    return switch (status.getCode()) {
      case UNAUTHENTICATED, PERMISSION_DENIED -> KEY;
      case DEADLINE_EXCEEDED -> SLOW;
      case UNAVAILABLE -> ofConnection(status);
      default -> null;
    };
  }

  private static Trouble ofConnection(Status status) {
    Throwable cause = status.getCause();
    for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
      if (cause instanceof TlsFileException) {
        return FILES;
      } else if (cause instanceof UnknownHostException) {
        return DNS;
      } else if (cause instanceof SSLException || cause instanceof GeneralSecurityException) {
        return TLS;
      } else if (cause instanceof ConnectException) {
        return isRefused(cause) ? REFUSED : UNAVAILABLE;
      }
      cause = cause.getCause();
    }
    return UNAVAILABLE;
  }

  /** The operating system's "Connection refused" has no type of its own. */
  private static boolean isRefused(Throwable cause) {
    String message = cause.getMessage();
    return message != null && message.toLowerCase(Locale.ROOT).contains("refused");
  }
}
