/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.amendment;

/**
 * Why an amendment cannot be taken.
 *
 * @param field the name that the amendment gives; empty when it is about all of them
 * @param reason what is wrong and what was expected
 */
public record AmendmentFault(String field, String reason) {}
