/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.tenancy;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;

/** A way to call any method of a collector. */
interface Wire {

  /**
   * Calls a method and waits for its first answer, or its end.
   *
   * @param caller what goes with the call
   */
  Reply call(MethodDescriptor method, DynamicMessage request, Credential caller);
}
