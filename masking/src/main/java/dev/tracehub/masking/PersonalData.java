/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

/** Kinds of personal data that are recognised by their form and their check digits. */
public enum PersonalData {
  /** An e-mail address. */
  EMAIL("email"),

  /**
   * A Korean resident or foreigner registration number: a date of birth, a digit for century and
   * sex, six more. Without its dash only when the check digit is right, which numbers issued since
   * October 2020 need not have.
   */
  RESIDENT_NUMBER("resident-number"),

  /** A payment card's number of 13 to 19 digits that passes Luhn's check. */
  CARD("card"),

  /**
   * A telephone number: international with a plus sign, Korean, or North American. A Korean
   * landline or a North American number only with its separators.
   */
  PHONE("phone");

  private final String label;

  PersonalData(String label) {
    this.label = label;
  }

  /** The name in markers and counts. */
  public String label() {
    return label;
  }
}
