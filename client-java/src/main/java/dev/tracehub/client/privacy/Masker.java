/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.privacy;

/**
 * Takes out of a text what must not leave the process. Called on the client's worker thread, which
 * it holds up; by one thread at a time. What it throws costs the text it was given, which is
 * replaced by {@code [masked:error]}, and nothing else.
 */
@FunctionalInterface
public interface Masker {

  /** A masker that changes nothing. */
  Masker NONE = (field, text) -> text;

  /**
   * The text that may leave.
   *
   * @param field where the text is: {@code name}, {@code session}, {@code tags}, {@code input},
   *     {@code output}, {@code status.message}, {@code label}, {@code explanation}, {@code
   *     message}, {@code reason}, {@code keys}, or {@code attributes.}, {@code resource.}, {@code
   *     parameters.}, {@code events.}, {@code links.} or {@code labels.} followed by the key. Of
   *     keys, those that came back unchanged are remembered
   * @param text never empty
   * @return the masked text, or the same object when nothing is to be masked
   */
  String mask(String field, String text);

  /** A masker that gives the result of this one to another. */
  default Masker then(Masker next) {
    return (field, text) -> next.mask(field, mask(field, text));
  }
}
