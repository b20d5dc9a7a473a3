/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.tenancy;

import java.util.Map;

/**
 * How a caller shows who it is.
 *
 * @param name what it is, for reports
 * @param headers the headers of its calls
 */
record Credential(String name, Map<String, String> headers) {

  static Credential key(String name, String key) {
    return new Credential(name, Map.of("x-api-key", key));
  }

  @Override
  public String toString() {
    return name;
  }
}
