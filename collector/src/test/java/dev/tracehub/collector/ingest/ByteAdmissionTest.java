/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ByteAdmissionTest {

  private final ByteAdmission admission = new ByteAdmission(100, 50);
  private final List<String> granted = new ArrayList<>();

  private boolean admit(String name, long bytes) {
    return admission.admit(bytes, () -> granted.add(name));
  }

  @Test
  void admit_withinTheLimit_isAtOnce() {
    assertThat(admit("a", 60)).isTrue();
    assertThat(admit("b", 40)).isTrue();

    assertThat(granted).containsExactly("a", "b");
    assertThat(admission.hasRoom()).isFalse();
  }

  @Test
  void admit_overTheLimit_waitsInOrder() {
    admit("a", 90);
    admit("b", 30);
    admit("c", 5);

    // c would fit, but b was first.
    assertThat(granted).containsExactly("a");
    assertThat(admission.waiting()).isEqualTo(35);
    admission.release(90);

    assertThat(granted).containsExactly("a", "b", "c");
    assertThat(admission.used()).isEqualTo(35);
  }

  @Test
  void admit_tooMuchWaits_isRefused() {
    admit("a", 100);
    admit("b", 50);

    assertThat(admit("c", 1)).isFalse();
    admission.release(100);
    admission.release(50);
    assertThat(granted).containsExactly("a", "b");
    assertThat(admission.used()).isZero();
  }

  @Test
  void admit_largerThanTheLimit_goesAlone() {
    assertThat(admit("large", 1000)).isTrue();
    assertThat(admit("small", 1)).isTrue();

    assertThat(granted).containsExactly("large");
    admission.release(1000);
    assertThat(granted).containsExactly("large", "small");
  }

  @Test
  void admit_byManyThreads_neverExceedsTheLimit() throws Exception {
    // Room for all to wait: releases run on the same threads and may all come last.
    ByteAdmission shared = new ByteAdmission(1000, 8000 * 400);
    AtomicLong used = new AtomicLong();
    AtomicLong most = new AtomicLong();
    AtomicLong grantedCount = new AtomicLong();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> done = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Random random = new Random(i);
      done.add(
          threads.submit(
              () -> {
                for (int j = 0; j < 2000; j++) {
                  long bytes = 1 + random.nextInt(400);
                  shared.admit(
                      bytes,
                      () -> {
                        most.accumulateAndGet(used.addAndGet(bytes), Math::max);
                        grantedCount.incrementAndGet();
                        threads.execute(
                            () -> {
                              used.addAndGet(-bytes);
                              shared.release(bytes);
                            });
                      });
                }
              }));
    }
    for (Future<?> future : done) {
      future.get(60, TimeUnit.SECONDS);
    }
    org.awaitility.Awaitility.await().until(() -> grantedCount.get() == 8000 && shared.used() == 0);
    threads.shutdown();

    assertThat(most.get()).isLessThanOrEqualTo(1000);
  }
}
