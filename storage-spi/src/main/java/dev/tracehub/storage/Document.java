/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import com.google.protobuf.ByteString;

/**
 * A document of the control plane.
 *
 * @param kind what it is, e.g. {@code project}
 * @param id its id, unique in its kind
 * @param version grows with every write; 0 before the first
 * @param body its content, in an encoding that the kind chooses
 */
public record Document(String kind, String id, long version, ByteString body) {}
