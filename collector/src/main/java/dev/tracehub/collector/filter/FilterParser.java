/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.filter;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cel.common.CelValidationException;
import dev.tracehub.storage.Filter;

/**
 * Reads filters: CEL expressions over one span, type-checked against the variables of {@link
 * dev.tracehub.storage.SpanField} and the maps {@code attributes} and {@code resource_attributes}.
 *
 * <p>Thread-safe. Filters that were read lately are remembered, because dashboards ask the same
 * question again and again and a type-check costs far more than a look-up.
 */
public final class FilterParser {

  /** The most characters (UTF-16 code units) of a filter. */
  public static final int MAX_LENGTH = 8192;

  /** How deep parentheses and operators may be nested. */
  public static final int MAX_DEPTH = 50;

  /** The most characters of a regular expression. */
  public static final int MAX_REGEX_LENGTH = 512;

  private static final long CACHE_CHARACTERS = 1 << 20;

  private final Cache<String, Filter> cache =
      Caffeine.newBuilder()
          .maximumWeight(CACHE_CHARACTERS)
          .weigher((String text, Filter filter) -> text.length())
          .build();

  /**
   * The filter that the text says; {@link Filter#ALL} for blank text.
   *
   * @throws InvalidFilterException when the text is no filter
   */
  public Filter parse(String text) {
    if (text.isBlank()) {
      return Filter.ALL;
    }
    if (text.length() > MAX_LENGTH) {
      throw new InvalidFilterException(
          1, 1, text.length() + " characters (expected: at most " + MAX_LENGTH + ")");
    }
    return cache.get(text, FilterParser::compile);
  }

  private static Filter compile(String text) {
    try {
      return new FilterTranslator(SpanEnvironment.COMPILER.compile(text).getAst()).translate();
    } catch (CelValidationException e) {
      throw CelFaults.first(e.getErrors());
    }
  }
}
