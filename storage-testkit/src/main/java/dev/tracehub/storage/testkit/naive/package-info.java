/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The storage contract in its plainest form, as a store: records in maps, and answers by looking at
 * all of them. Other stores are compared with it; it is too slow for anything but tests.
 */
@NullMarked
package dev.tracehub.storage.testkit.naive;

import org.jspecify.annotations.NullMarked;
