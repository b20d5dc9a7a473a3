/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.transport;

import java.nio.file.Path;

/** A file for TLS that cannot be used. Its message names the setting and what was expected. */
final class TlsFileException extends RuntimeException {

  private static final long serialVersionUID = 1;

  TlsFileException(String setting, Path file, String expected, Exception cause) {
    super(setting + ": " + file + " (expected: " + expected + "): " + why(cause));
  }

  /** Those of files have only the name as their message. */
  private static String why(Exception cause) {
    return cause.getClass().getSimpleName() + ", " + cause.getMessage();
  }
}
