/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/**
 * A private key and its certificates.
 *
 * @param key the private key
 * @param chain its certificate and those of its issuers
 */
record Identity(PrivateKey key, List<X509Certificate> chain) {

  Identity {
    chain = List.copyOf(chain);
  }

  /**
   * Makes sure that a server can show this.
   *
   * @throws GeneralSecurityException when the key is another one's, or the time is not its time
   */
  void check(Instant now) throws GeneralSecurityException {
    if (chain.isEmpty()) {
      throw new GeneralSecurityException("no certificate (expected: -----BEGIN CERTIFICATE-----)");
    }
    chain.get(0).checkValidity(Date.from(now));
    byte[] text = {1, 2, 3};
    Signature signer = Signature.getInstance(algorithm());
    signer.initSign(key);
    signer.update(text);
    byte[] signature = signer.sign();
    signer.initVerify(chain.get(0).getPublicKey());
    signer.update(text);
    if (!signer.verify(signature)) {
      throw new GeneralSecurityException("the key does not belong to the certificate");
    }
  }

  private String algorithm() throws GeneralSecurityException {
    if (!key.getAlgorithm().equals(chain.get(0).getPublicKey().getAlgorithm())) {
      throw new GeneralSecurityException("the key does not belong to the certificate");
    }
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> key.getAlgorithm();
    };
  }
}
