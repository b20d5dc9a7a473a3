/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import dev.tracehub.v1.RejectionCode;

/**
 * Something is wrong with a message, at a position in its bytes. Carries no stack trace: a hostile
 * sender must not make faults dear.
 */
public final class WireFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final RejectionCode code;
  private final int position;
  private final String field;

  private WireFault(RejectionCode code, int position, String field, String reason) {
    super(reason, null, false, false);
    this.code = code;
    this.position = position;
    this.field = field;
  }

  /** A fault of the field whose tag is at the position. */
  static WireFault at(RejectionCode code, int position, String reason) {
    return new WireFault(code, position, "", reason);
  }

  /** A fault of a named field of the message at hand, which need not be there. */
  static WireFault of(RejectionCode code, String field, String reason) {
    return new WireFault(code, -1, field, reason);
  }

  /** A finished span was received before, and it was another one. */
  public static WireFault conflict() {
    return of(
        RejectionCode.REJECTION_CODE_CONFLICT,
        "",
        "received before with other content (expected: the same content, or other ids)");
  }

  static WireFault malformed(int position, String reason) {
    return at(RejectionCode.REJECTION_CODE_MALFORMED, position, reason);
  }

  static WireFault invalid(int position, String reason) {
    return at(RejectionCode.REJECTION_CODE_INVALID_FIELD, position, reason);
  }

  static WireFault tooLarge(int position, String reason) {
    return at(RejectionCode.REJECTION_CODE_TOO_LARGE, position, reason);
  }

  /** The same fault under the full path of its field. */
  WireFault under(String path) {
    return new WireFault(code, -1, path, reason());
  }

  /** What sort of fault it is. */
  public RejectionCode code() {
    return code;
  }

  /** Where the faulty field begins; -1 when the field is named instead. */
  int position() {
    return position;
  }

  /** The path of the field at fault; empty when the fault is not one of a field. */
  public String field() {
    return field;
  }

  /** What is wrong and what was expected. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
