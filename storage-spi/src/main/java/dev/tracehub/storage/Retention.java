/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How long a record is kept, counted from its own time (a span's start). A small set of classes, so
 * that a store can keep the records of a class and a day together and drop them at once.
 */
public enum Retention {
  /** As the store is set: for records of whose retention nothing was written down. */
  AS_SET(0, 0),
  /** A week. */
  DAYS_7(1, 7),
  /** A month. */
  DAYS_30(2, 30),
  /** A quarter. */
  DAYS_90(3, 90),
  /** A year, and a month to compare it with the one before. */
  DAYS_400(4, 400),
  /** Ten years. */
  DAYS_3650(5, 3650);

  private static final List<Retention> CLASSES =
      Arrays.stream(values()).filter(retention -> retention != AS_SET).toList();

  private final int code;
  private final int days;

  Retention(int code, int days) {
    this.code = code;
    this.days = days;
  }

  /** The code in journals: never changed or reused. */
  public int code() {
    return code;
  }

  /** The days; 0 for {@link #AS_SET}. */
  public int days() {
    return days;
  }

  /** This class, or for {@link #AS_SET} what the store is set to. */
  public int daysOr(int storeDays) {
    return this == AS_SET ? storeDays : days;
  }

  /** The class of so many days; empty when there is none. */
  public static Optional<Retention> ofDays(int days) {
    return CLASSES.stream().filter(retention -> retention.days == days).findFirst();
  }

  /** What has this code; empty when nothing has. */
  public static Optional<Retention> ofCode(int code) {
    return Arrays.stream(values()).filter(retention -> retention.code == code).findFirst();
  }

  /** The shortest class that is not shorter than so many days; else the longest there is. */
  public static Retention covering(int days) {
    return CLASSES.stream()
        .filter(retention -> retention.days >= days)
        .findFirst()
        .orElse(DAYS_3650);
  }

  /** The days of all classes, the shortest first. */
  public static List<Integer> allDays() {
    return CLASSES.stream().map(Retention::days).toList();
  }
}
