/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.propagation;

/** Writes a header into a carrier, such as a request or a message. */
@FunctionalInterface
public interface HeaderSetter<C> {

  /** Sets a header, replacing what it had. */
  void set(C carrier, String name, String value);
}
