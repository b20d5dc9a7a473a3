/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import dev.tracehub.storage.AggregateQuery;
import dev.tracehub.storage.Filter;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.v1.Dimension;
import dev.tracehub.v1.GroupBy;
import dev.tracehub.v1.Measure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds questions for numbers: about all spans of the project unless narrowed. */
final class Question {

  private final List<Measure> measures;
  private final List<GroupBy> groupBy = new ArrayList<>();
  private String project = TestSpans.PROJECT;
  private TimeRange range = TimeRange.ALL;
  private Filter filter = Filter.ALL;
  private Optional<Duration> bucket = Optional.empty();
  private int limit = 1000;
  private Optional<Measure> orderBy = Optional.empty();
  private Optional<String> scoreName = Optional.empty();

  private Question(List<Measure> measures) {
    this.measures = measures;
  }

  static Question of(Measure... measures) {
    return new Question(List.of(measures));
  }

  Question by(Dimension... dimensions) {
    for (Dimension dimension : dimensions) {
      groupBy.add(GroupBy.newBuilder().setDimension(dimension).build());
    }
    return this;
  }

  Question byAttribute(String key) {
    groupBy.add(GroupBy.newBuilder().setAttribute(key).build());
    return this;
  }

  Question project(String project) {
    this.project = project;
    return this;
  }

  Question range(TimeRange range) {
    this.range = range;
    return this;
  }

  Question filter(Filter filter) {
    this.filter = filter;
    return this;
  }

  Question bucket(Duration width) {
    bucket = Optional.of(width);
    return this;
  }

  Question limit(int limit) {
    this.limit = limit;
    return this;
  }

  Question orderBy(Measure measure) {
    orderBy = Optional.of(measure);
    return this;
  }

  Question score(String name) {
    scoreName = Optional.of(name);
    return this;
  }

  AggregateQuery build() {
    return new AggregateQuery(
        project, range, filter, measures, groupBy, bucket, limit, orderBy, scoreName);
  }
}
