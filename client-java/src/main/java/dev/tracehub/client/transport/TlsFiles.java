/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grpc.ChannelCredentials;
import io.grpc.TlsChannelCredentials;
import io.grpc.util.CertificateUtils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Where the client's side of TLS comes from. All files are PEM, and read when a channel is made.
 *
 * @param caFile the certificates whose holders may issue the collector's; null for the JVM's trust
 *     store
 * @param certFile the client's certificate, its issuers after it; null for none
 * @param keyFile the private key of that, in PKCS #8, not encrypted; null for none
 */
public record TlsFiles(@Nullable Path caFile, @Nullable Path certFile, @Nullable Path keyFile) {

  /** The JVM's trust store, and no certificate of the client. */
  public static final TlsFiles NONE = new TlsFiles(null, null, null);

  private static final String CERTIFICATES = "a PEM file of certificates";
  private static final String KEY = "a PEM file of the certificate's key, PKCS #8, not encrypted";
  private static final char[] NO_PASSWORD = {};

  /** With other issuers of the collector's certificate. */
  public TlsFiles trusting(Path file) {
    return new TlsFiles(file, certFile, keyFile);
  }

  /** With a certificate of the client. */
  public TlsFiles showing(Path certificate, Path key) {
    return new TlsFiles(caFile, certificate, key);
  }

  /** What gRPC needs. */
  ChannelCredentials credentials() {
    TlsChannelCredentials.Builder credentials = TlsChannelCredentials.newBuilder();
    if (caFile != null) {
      credentials.trustManager(trust(caFile));
    }
    if (certFile != null && keyFile != null) {
      credentials.keyManager(identity(certFile, keyFile));
    }
    return credentials.build();
  }

  private static TrustManager[] trust(Path file) {
    X509Certificate[] issuers = certificates("caFile", file);
    try {
      KeyStore store = empty();
      for (int i = 0; i < issuers.length; i++) {
        store.setCertificateEntry("issuer-" + i, issuers[i]);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory.getTrustManagers();
    } catch (IOException | GeneralSecurityException e) {
      throw new TlsFileException("caFile", file, CERTIFICATES, e);
    }
  }

  private static KeyManager[] identity(Path certFile, Path keyFile) {
    X509Certificate[] chain = certificates("certFile", certFile);
    try (InputStream in = Files.newInputStream(keyFile)) {
      PrivateKey key = CertificateUtils.getPrivateKey(in);
      checkPair(key, chain[0]);
      KeyStore store = empty();
      store.setKeyEntry("client", key, NO_PASSWORD, chain);
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, NO_PASSWORD);
      return factory.getKeyManagers();
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw new TlsFileException("keyFile", keyFile, KEY, e);
    }
  }

  private static X509Certificate[] certificates(String setting, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      X509Certificate[] found = CertificateUtils.getX509Certificates(in);
      if (found.length == 0) {
        throw new IOException("no certificate");
      }
      return found;
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw new TlsFileException(setting, file, CERTIFICATES, e);
    }
  }

  /** Else the collector would see a handshake that breaks, and nobody the reason. */
  private static void checkPair(PrivateKey key, X509Certificate certificate)
      throws GeneralSecurityException {
    String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
    byte[] text = "tracehub".getBytes(UTF_8);
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(text);
    byte[] signed = signature.sign();
    signature.initVerify(certificate.getPublicKey());
    signature.update(text);
    if (!signature.verify(signed)) {
      throw new GeneralSecurityException("it belongs to another certificate");
    }
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
