/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds secrets and personal data by their forms. Immutable, thread-safe. Takes time in proportion
 * to the bytes.
 *
 * <p>A prefilter reads the bytes of a whole message once and says whether anything in them may be a
 * find. Only then one text after the other is looked at: as it is and, where escapes of JSON or of
 * URLs may hide something, without them.
 */
public final class Finder {

  private final Set<Family> families;
  private final List<Form> forms;
  private final AnchorScan scan;
  private final List<Form> suspects;
  private final AnchorScan prefilter;

  private Finder(Set<Family> families, List<String> hints) {
    this.families = families;
    forms = Forms.of(families);
    scan = new AnchorScan(forms);
    suspects = Forms.withPrefilters(forms, families, hints);
    prefilter = new AnchorScan(suspects);
  }

  /** Finds these families. */
  public static Finder of(Set<Family> families) {
    return of(families, List.of());
  }

  /**
   * Finds these families, and has the prefilter also look for other texts.
   *
   * @param hints texts that make a message suspicious; each has at least three bytes
   */
  public static Finder of(Set<Family> families, List<String> hints) {
    Set<Family> copy = EnumSet.noneOf(Family.class);
    copy.addAll(families);
    return new Finder(copy, List.copyOf(hints));
  }

  /** Whether something in a message may be a find: the prefilter. */
  public boolean isSuspicious(byte[] message) {
    return isSuspicious(message, 0, message.length);
  }

  /** Whether something in a part of a message may be a find. */
  public boolean isSuspicious(byte[] message, int from, int to) {
    int start =
        prefilter.find(
            message, from, to, (at, form) -> suspects.get(form).plausible(message, at, to));
    return start != AnchorScan.NOT_FOUND;
  }

  /**
   * What is found in a text, in its order, no two parts overlapping.
   *
   * @param text the text in UTF-8, or any other bytes
   * @param whole whether the bytes are known to be a text, so that what stands before a find says
   *     something about it
   */
  public List<Find> find(byte[] text, boolean whole) {
    Finds finds = new Finds();
    new Search(text, whole).addTo(finds, null);
    Escapes plain = Escapes.of(text);
    if (plain != null) {
      new Search(plain.bytes(), whole).addTo(finds, plain);
    }
    return finds.merged();
  }

  /** The family of whatever stands under a key; empty when the key says nothing of it. */
  public Optional<Family> familyOfKey(byte[] bytes, int from, int to) {
    return KeyNames.familyOf(bytes, from, to).filter(families::contains);
  }

  /** A search through one text. For one thread. */
  private final class Search implements AnchorScan.StartFilter {

    private final byte[] text;
    private final boolean whole;
    private final Match match = new Match();
    private final Match other = new Match();
    private Family family = Family.CREDENTIAL;

    /** Where the anchor of the match begins. */
    private int anchor;

    Search(byte[] text, boolean whole) {
      this.text = text;
      this.whole = whole;
    }

    void addTo(Finds finds, @Nullable Escapes escapes) {
      while (scan.find(text, match.done, text.length, this) != AnchorScan.NOT_FOUND) {
        add(finds, escapes);
        int end = match.to;
        int gapEnd = match.from;
        // Between an anchor and what is masked may begin something else, as a name before a
        // password.
        int at = anchor + 1;
        while (at < gapEnd && scan.find(text, at, gapEnd, this) != AnchorScan.NOT_FOUND) {
          add(finds, escapes);
          at = anchor + 1;
        }
        match.done = end;
      }
    }

    private void add(Finds finds, @Nullable Escapes escapes) {
      int from = escapes == null ? match.from : escapes.place(match.from);
      int to = escapes == null ? match.to : escapes.place(match.to);
      finds.add(family, from, to);
    }

    @Override
    public boolean accept(int start, int form) {
      anchor = start;
      Form asked = forms.get(form);
      // Nothing in a marker is masked again, whatever its words say.
      if (!asked.match(text, start, whole ? 0 : start, text.length, match)
          || Markers.isIn(text, match.from)) {
        return false;
      }
      family = match.family == null ? asked.family() : match.family;
      nameBetter();
      return true;
    }

    /** Of the forms that match at the same place the first of the list names the find. */
    private void nameBetter() {
      int value = match.from;
      for (Form form : forms) {
        if (!(form instanceof TokenForm || form instanceof JwtForm)) {
          continue;
        }
        boolean better =
            form.match(text, value, whole ? 0 : value, text.length, other)
                && other.to >= match.to - 1;
        if (better) {
          family = form.family();
          match.to = Math.max(match.to, other.to);
          return;
        }
      }
    }
  }
}
