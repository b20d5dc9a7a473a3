/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

/** Kinds of personal data that a client masks. */
public enum PersonalData {
  /** An e-mail address. */
  EMAIL(Family.EMAIL),

  /**
   * A Korean resident or foreigner registration number: a date of birth, a digit for century and
   * sex, six more. Without its dash only when the check digit is right, which numbers issued since
   * October 2020 need not have.
   */
  RESIDENT_NUMBER(Family.RESIDENT_NUMBER),

  /** A payment card's number of 13 to 19 digits that passes Luhn's check. */
  CARD(Family.CARD),

  /**
   * A telephone number: international with a plus sign, Korean, or North American. A Korean
   * landline or a North American number only with its separators.
   */
  PHONE(Family.PHONE);

  private final Family family;

  PersonalData(Family family) {
    this.family = family;
  }

  /** The family that is found. */
  public Family family() {
    return family;
  }

  /** The name in markers and counts. */
  public String label() {
    return family.label();
  }
}
