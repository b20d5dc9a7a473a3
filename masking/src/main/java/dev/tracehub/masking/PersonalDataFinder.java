/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.util.EnumSet;
import java.util.Set;

/**
 * Finds personal data in texts. Immutable, thread-safe. Takes time in proportion to the bytes: each
 * place is looked at once, and no look reaches further than a few hundred bytes.
 */
public final class PersonalDataFinder {

  private final Set<PersonalData> kinds;

  private PersonalDataFinder(Set<PersonalData> kinds) {
    this.kinds = kinds;
  }

  /** Finds these kinds. */
  public static PersonalDataFinder of(Set<PersonalData> kinds) {
    Set<PersonalData> copy = EnumSet.noneOf(PersonalData.class);
    copy.addAll(kinds);
    return new PersonalDataFinder(copy);
  }

  /** Begins a search in a text in UTF-8, which the caller does not change during it. */
  public Search search(byte[] text) {
    return new Search(text);
  }

  /** A search through one text. For one thread. */
  public final class Search {

    private final byte[] text;
    private final Match match = new Match();
    private int done;
    private int at;
    private PersonalData kind = PersonalData.EMAIL;

    private Search(byte[] text) {
      this.text = text;
    }

    /** Goes to the next find; false when there is none. */
    public boolean next() {
      while (at < text.length) {
        byte here = text[at];
        boolean digit = Ascii.isDigit(here);
        if (here == '@' ? isEmail() : (digit || here == '+' || here == '(') && isNumber()) {
          at = match.to;
          done = match.to;
          return true;
        }
        at = digit ? Numbers.digitsEnd(text, at, text.length) : at + 1;
      }
      return false;
    }

    private boolean isEmail() {
      kind = PersonalData.EMAIL;
      return kinds.contains(kind) && Emails.match(text, at, done, match);
    }

    private boolean isNumber() {
      if (!Numbers.isStart(text, at)) {
        return false;
      }
      return is(PersonalData.RESIDENT_NUMBER, ResidentNumbers.end(text, at))
          || is(PersonalData.PHONE, Phones.end(text, at))
          || is(PersonalData.CARD, Cards.end(text, at));
    }

    private boolean is(PersonalData candidate, int end) {
      kind = candidate;
      return end >= 0
          && kinds.contains(candidate)
          && Numbers.isEnd(text, end)
          && match.set(at, end);
    }

    /** Where it begins. */
    public int from() {
      return match.from;
    }

    /** Where it ends. */
    public int to() {
      return match.to;
    }

    /** What it is. */
    public PersonalData kind() {
      return kind;
    }
  }
}
