/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector;

import dev.tracehub.collector.config.Setting;
import dev.tracehub.collector.config.SettingException;
import dev.tracehub.collector.config.SettingList;
import dev.tracehub.collector.config.Settings;
import dev.tracehub.collector.tls.ClientCertificates;
import dev.tracehub.collector.tls.ServerTls;
import dev.tracehub.collector.tls.TlsConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** Opens TLS as the configuration says. */
final class TlsSettings {

  private TlsSettings() {}

  /** Empty when there is no certificate: the ports speak in the clear. */
  static Optional<ServerTls> open(Settings settings, InstantSource clock) throws IOException {
    Optional<Path> certificate = settings.get(SettingList.TLS_CERT_FILE);
    Optional<Path> key = settings.get(SettingList.TLS_KEY_FILE);
    Optional<Path> ca = settings.get(SettingList.TLS_CLIENT_CA_FILE);
    ClientCertificates clients = settings.get(SettingList.TLS_CLIENT_AUTH);
    boolean asks = clients != ClientCertificates.NONE;
    if (certificate.isEmpty()) {
      requireEmpty(SettingList.TLS_KEY_FILE, key.isEmpty());
      requireEmpty(SettingList.TLS_CLIENT_CA_FILE, ca.isEmpty());
      requireEmpty(SettingList.TLS_CLIENT_AUTH, !asks);
      return Optional.empty();
    }
    if (key.isEmpty()) {
      throw new SettingException("tls_key_file: empty (expected: the key of tls_cert_file)");
    }
    if (asks && ca.isEmpty()) {
      throw new SettingException(
          "tls_client_ca_file: empty (expected: a file, as tls_client_auth asks for certificates)");
    }
    if (!asks && ca.isPresent()) {
      throw new SettingException(
          "tls_client_auth: none (expected: request or require, as tls_client_ca_file is set)");
    }
    return Optional.of(
        ServerTls.open(new TlsConfig(certificate.get(), key.get(), ca, clients), clock));
  }

  private static void requireEmpty(Setting<?> setting, boolean isEmpty) {
    if (!isEmpty) {
      throw new SettingException(
          setting.name() + ": set without tls_cert_file (expected: both, or neither)");
    }
  }
}
