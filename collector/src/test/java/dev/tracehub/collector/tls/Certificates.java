/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Certificates for tests, made by the JDK's keytool: an authority, and what it issues, as PEM
 * files.
 */
final class Certificates {

  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private final Path folder;
  private final String authority;

  private Certificates(Path folder, String authority) {
    this.folder = folder;
    this.authority = authority;
  }

  /** A certificate and its key. */
  record Pem(Path certificate, Path key) {}

  /** Makes an authority in a folder. */
  static Certificates authority(Path folder, String name) {
    Certificates made = new Certificates(folder, name);
    made.keytool(
        name,
        List.of("-genkeypair", "-alias", name, "-keyalg", "EC", "-groupname", "secp256r1"),
        List.of("-dname", "CN=" + name, "-ext", "bc:c", "-validity", "30"));
    made.export(name);
    return made;
  }

  /** The authority's own certificate. */
  Path certificate() {
    return folder.resolve(authority + ".crt");
  }

  /** Issues a certificate for this machine that is good for some days. */
  Pem issue(String name) {
    return issue(name, "-1H", 10, "EC");
  }

  /** Issues a certificate that has ended. */
  Pem issueExpired(String name) {
    return issue(name, "-10d", 5, "EC");
  }

  /** Issues a certificate with an RSA key. */
  Pem issueRsa(String name) {
    return issue(name, "-1H", 10, "RSA");
  }

  private Pem issue(String name, String start, int days, String algorithm) {
    keytool(
        name,
        List.of("-genkeypair", "-alias", name, "-keyalg", algorithm),
        List.of("-dname", "CN=" + name));
    Path request = folder.resolve(name + ".csr");
    keytool(name, List.of("-certreq", "-alias", name, "-file", request.toString()), List.of());
    Path certificate = folder.resolve(name + ".crt");
    keytool(
        authority,
        List.of("-gencert", "-alias", authority, "-rfc", "-infile", request.toString()),
        List.of(
            "-outfile",
            certificate.toString(),
            "-startdate",
            start,
            "-validity",
            Integer.toString(days),
            "-ext",
            "san=dns:localhost,ip:127.0.0.1"));
    exportKey(name);
    return new Pem(certificate, folder.resolve(name + ".key"));
  }

  private void export(String name) {
    try {
      Certificate certificate = store(name).getCertificate(name);
      write(name + ".crt", "CERTIFICATE", certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private void exportKey(String name) {
    try {
      write(name + ".key", "PRIVATE KEY", store(name).getKey(name, PASSWORD).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private KeyStore store(String name) {
    try (InputStream in = Files.newInputStream(folder.resolve(name + ".p12"))) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD);
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(name, e);
    }
  }

  private void write(String file, String type, byte[] content) {
    try {
      Files.writeString(
          folder.resolve(file),
          "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
              .formatted(type, LINES.encodeToString(content)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void keytool(String store, List<String> command, List<String> more) {
    List<String> all = new ArrayList<>();
    all.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    all.addAll(command);
    all.addAll(List.of("-keystore", folder.resolve(store + ".p12").toString()));
    all.addAll(List.of("-storetype", "PKCS12", "-storepass", new String(PASSWORD)));
    all.addAll(more);
    try {
      Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(all + "\n" + output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
