/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.audit;

/**
 * What is changed.
 *
 * @param project in which project
 * @param kind what it is, such as {@code key}
 * @param id its id
 */
public record Subject(String project, String kind, String id) {}
