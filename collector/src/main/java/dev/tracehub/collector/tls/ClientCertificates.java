/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.tls;

/** What is asked of clients. */
public enum ClientCertificates {
  /** Nothing. */
  NONE,
  /** A certificate, if they have one; a wrong one is refused. */
  REQUEST,
  /** A certificate. */
  REQUIRE
}
