/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import dev.tracehub.v1.MetricPoint;
import java.util.Map;

/**
 * A question for a page of measurements.
 *
 * @param project whose measurements
 * @param range which times of measurements
 * @param name the metric's name, exactly; empty for any
 * @param service the service that measured, exactly; empty for any
 * @param labels labels that a measurement has, among others; a label that it does not have equals
 *     no text
 * @param page which part of the list
 */
public record MetricQuery(
    String project,
    TimeRange range,
    String name,
    String service,
    Map<String, String> labels,
    PageRequest page) {

  /** As many characters of names as lists are ordered by: cursors are not to grow without bound. */
  public static final int ORDERED_CHARACTERS = 200;

  public MetricQuery {
    labels = Map.copyOf(labels);
  }

  /** The same question for another page. */
  public MetricQuery with(PageRequest other) {
    return new MetricQuery(project, range, name, service, labels, other);
  }

  /** Whether a measurement of the project is in the list. */
  public boolean matches(MetricPoint point) {
    return range.contains(point.getTimeUnixNano())
        && (name.isEmpty() || name.equals(point.getName()))
        && (service.isEmpty() || service.equals(point.getService()))
        && point.getLabelsMap().entrySet().containsAll(labels.entrySet());
  }

  /** What of a measurement's name lists are ordered by. */
  public static String orderedName(MetricPoint point) {
    String name = point.getName();
    return name.codePointCount(0, name.length()) <= ORDERED_CHARACTERS
        ? name
        : name.substring(0, name.offsetByCodePoints(0, ORDERED_CHARACTERS));
  }
}
