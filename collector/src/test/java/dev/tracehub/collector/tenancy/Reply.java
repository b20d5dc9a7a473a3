/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.tenancy;

/**
 * What a call answered.
 *
 * @param code the name of its gRPC code; OK when it went well
 * @param reason the reason of its ErrorInfo; empty when there is none
 * @param text everything that came back, messages and errors, as text
 */
record Reply(String code, String reason, String text) {

  /** The code and the reason, for comparisons. */
  String refusal() {
    return code + " " + reason;
  }
}
