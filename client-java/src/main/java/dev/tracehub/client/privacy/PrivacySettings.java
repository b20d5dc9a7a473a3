/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.privacy;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What a client holds back. Immutable; holds nothing back unless told to. */
public final class PrivacySettings {

  private final Masker masker;
  private final Sampling sampling;
  private final AttributeFilter attributes;
  private final @Nullable UserIds userIds;

  private PrivacySettings(Builder builder) {
    masker = builder.masker;
    sampling = builder.sampling;
    attributes = builder.attributes;
    userIds = builder.userIds;
  }

  /** Nothing is held back. */
  public static PrivacySettings none() {
    return builder().build();
  }

  /** Starts from {@link #none()}. */
  public static Builder builder() {
    return new Builder();
  }

  Masker masker() {
    return masker;
  }

  Sampling sampling() {
    return sampling;
  }

  AttributeFilter attributes() {
    return attributes;
  }

  @Nullable UserIds userIds() {
    return userIds;
  }

  /** Makes settings. Not thread-safe. A wrong value is an IllegalArgumentException. */
  public static final class Builder {
    private Masker masker = Masker.NONE;
    private Sampling sampling = Sampling.ALL;
    private AttributeFilter attributes = AttributeFilter.ALL;
    private @Nullable UserIds userIds;

    private Builder() {}

    /** Masks texts, e.g. {@link PatternMasker#standard()}: nothing is masked unless set. */
    public Builder masker(Masker value) {
      masker = value;
      return this;
    }

    /**
     * Sends HMAC-SHA-256 of user ids in their place: they are sent as they are unless set.
     *
     * @param salt a secret of at least 16 bytes, the same in all services whose users are one; is
     *     copied
     */
    public Builder hashUserIds(byte[] salt) {
      if (salt.length < UserIds.LEAST_SALT) {
        throw new IllegalArgumentException(
            "salt: (hidden) of "
                + salt.length
                + " bytes (expected: at least "
                + UserIds.LEAST_SALT
                + ")");
      }
      userIds = UserIds.withSalt(salt);
      return this;
    }

    /**
     * Lets only these attributes of spans, events and jobs through: all of them unless set.
     *
     * @param patterns names, or prefixes with a star at the end, e.g. "http.*"
     */
    public Builder allowAttributes(Collection<String> patterns) {
      attributes = AttributeFilter.of(patterns);
      return this;
    }

    /** Which traces are recorded: {@link Sampling#ALL} unless set. */
    public Builder sampling(Sampling value) {
      sampling = value;
      return this;
    }

    /** Makes the settings. */
    public PrivacySettings build() {
      return new PrivacySettings(this);
    }
  }
}
