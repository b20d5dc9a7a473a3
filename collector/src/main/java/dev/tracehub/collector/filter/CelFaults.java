/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.filter;

import dev.cel.common.CelIssue;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in a user's words what CEL's parser and type checker found. */
final class CelFaults {

  private static final Pattern OVERLOAD =
      Pattern.compile(
          "found no matching overload for '(.+?)' applied to '(.*?)'(?: \\(candidates: (.*)\\))?",
          Pattern.DOTALL);
  private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '(.+?)'.*");
  private static final Pattern EXPECTING =
      Pattern.compile("(.*) expecting \\{?(.*?)}?", Pattern.DOTALL);

  private CelFaults() {}

  /** The first fault in the text. CEL reports all, and the later ones often follow from it. */
  static InvalidFilterException first(List<CelIssue> issues) {
    CelIssue issue =
        issues.stream()
            .min(Comparator.comparing(CelIssue::getSourceLocation))
            .orElseThrow(() -> new IllegalArgumentException("issues: empty"));
    return new InvalidFilterException(
        Math.max(1, issue.getSourceLocation().getLine()),
        Math.max(0, issue.getSourceLocation().getColumn()) + 1,
        reworded(issue.getMessage()));
  }

  private static String reworded(String message) {
    Matcher overload = OVERLOAD.matcher(message);
    if (overload.matches()) {
      return overload(overload);
    }
    Matcher undeclared = UNDECLARED.matcher(message);
    if (undeclared.matches()) {
      return "unknown name "
          + Names.ofFunction(undeclared.group(1))
          + " (expected: a field such as model, or attributes[\"key\"])";
    }
    Matcher expecting = EXPECTING.matcher(message);
    if (expecting.matches()) {
      return expecting.group(1).replace("'<EOF>'", "end")
          + " (expected: "
          + expecting.group(2).replace("<EOF>", "the end").replace("%%", "%")
          + ")";
    }
    if (message.startsWith("Expression recursion limit exceeded")) {
      return "nested too deeply (expected: at most " + FilterParser.MAX_DEPTH + " levels)";
    }
    if (message.startsWith("For input string")) {
      return "number out of range (expected: a 64-bit number)";
    }
    if (message.startsWith("invalid argument to has()")) {
      return "has() of something else (expected: has(attributes.key) or \"key\" in attributes)";
    }
    return message;
  }

  private static String overload(Matcher found) {
    String expected =
        Optional.ofNullable(found.group(3))
            .filter(candidates -> !candidates.contains(","))
            .map(Names::ofTypes)
            .orElse("two values of one type");
    return Names.ofFunction(found.group(1))
        + " of "
        + Names.ofTypes(found.group(2))
        + " (expected: "
        + expected
        + ")";
  }
}
