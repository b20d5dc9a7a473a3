/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector;

import java.util.Objects;

/** The version of this build. */
public final class BuildVersion {

  private BuildVersion() {}

  /** The version from the jar's manifest; {@code dev} when run from classes. */
  public static String get() {
    return Objects.requireNonNullElse(
        BuildVersion.class.getPackage().getImplementationVersion(), "dev");
  }
}
