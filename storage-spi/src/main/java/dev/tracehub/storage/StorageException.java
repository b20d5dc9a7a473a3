/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import java.time.Duration;
import java.util.Optional;

/** A store could not do what it was asked. The family says who must act. */
public final class StorageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Who must act. */
  public enum Family {
    /** The caller: the question or the record is wrong, and the same call will fail again. */
    INVALID,
    /** Time: the store has too much to do; the same call may succeed later. */
    OVER_CAPACITY,
    /**
     * The operator: the store is broken or out of reach; the same call may succeed once it is not.
     */
    INTERNAL
  }

  private final Family family;
  private final transient Optional<Duration> retryAfter;

  private StorageException(
      Family family, String message, Optional<Duration> retryAfter, Throwable cause) {
    super(message, cause);
    this.family = family;
    this.retryAfter = retryAfter;
  }

  private StorageException(Family family, String message, Optional<Duration> retryAfter) {
    super(message);
    this.family = family;
    this.retryAfter = retryAfter;
  }

  /** The caller's fault; the message names the argument, its value and what was expected. */
  public static StorageException invalid(String message) {
    return new StorageException(Family.INVALID, message, Optional.empty());
  }

  /** Too much to do; try again after the given time. */
  public static StorageException overCapacity(String message, Duration retryAfter) {
    return new StorageException(Family.OVER_CAPACITY, message, Optional.of(retryAfter));
  }

  /** The store's fault. */
  public static StorageException internal(String message, Throwable cause) {
    return new StorageException(Family.INTERNAL, message, Optional.empty(), cause);
  }

  /** The store's fault. */
  public static StorageException internal(String message) {
    return new StorageException(Family.INTERNAL, message, Optional.empty());
  }

  /** Who must act. */
  public Family family() {
    return family;
  }

  /** When to try again, if the store knows. */
  public Optional<Duration> retryAfter() {
    return retryAfter == null ? Optional.empty() : retryAfter;
  }
}
