/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.tls;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where TLS comes from. All files are PEM.
 *
 * @param certificate the server's certificate, its issuers after it
 * @param key the private key of that, in PKCS #8, not encrypted
 * @param clientCa the certificates whose holders may issue those of clients
 * @param clients what is asked of clients; anything but NONE needs {@code clientCa}
 */
public record TlsConfig(
    Path certificate, Path key, Optional<Path> clientCa, ClientCertificates clients) {

  public TlsConfig {
    if (clients != ClientCertificates.NONE && clientCa.isEmpty()) {
      throw new IllegalArgumentException(
          "clientCa: missing (expected: a file, as clients are asked for certificates)");
    }
  }
}
