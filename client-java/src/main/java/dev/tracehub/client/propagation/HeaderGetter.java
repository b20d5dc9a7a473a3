/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.propagation;

import java.util.List;

/** Reads the values of a header from a carrier, such as a request or a message. */
@FunctionalInterface
public interface HeaderGetter<C> {

  /**
   * All values of a header, in their order; empty when it is absent. Names are those of HTTP: the
   * case does not count.
   */
  List<String> getAll(C carrier, String name);
}
