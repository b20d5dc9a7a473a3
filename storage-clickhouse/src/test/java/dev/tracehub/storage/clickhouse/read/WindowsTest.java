/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.storage.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WindowsTest {

  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
  private static final long DAY = TimeUnit.DAYS.toNanos(1);

  @Test
  void next_descending_coversRangeFromTheEnd() {
    TimeRange range = new TimeRange(7 * DAY + 3, 40 * DAY + 11);
    List<TimeRange> windows = all(range, false);
    assertThat(windows.get(0).endNanos()).isEqualTo(range.endNanos());
    assertThat(windows.get(windows.size() - 1).startNanos()).isEqualTo(range.startNanos());
    for (int i = 1; i < windows.size(); i++) {
      assertThat(windows.get(i).endNanos()).isEqualTo(windows.get(i - 1).startNanos());
    }
  }

  @Test
  void next_ascending_coversRangeFromTheStart() {
    TimeRange range = new TimeRange(7 * DAY + 3, 40 * DAY + 11);
    List<TimeRange> windows = all(range, true);
    assertThat(windows.get(0).startNanos()).isEqualTo(range.startNanos());
    assertThat(windows.get(windows.size() - 1).endNanos()).isEqualTo(range.endNanos());
    for (int i = 1; i < windows.size(); i++) {
      assertThat(windows.get(i).startNanos()).isEqualTo(windows.get(i - 1).endNanos());
    }
  }

  @Test
  void next_nothingFound_allOfTimeInFewSteps() {
    assertThat(all(TimeRange.ALL, false)).hasSizeLessThan(8);
    assertThat(all(TimeRange.ALL, true)).hasSizeLessThan(8);
  }

  @Test
  void next_nearlyEnoughFound_growsLittle() {
    Windows windows =
        new Windows(new TimeRange(0, 30 * DAY), false, 51, Windows.MINUTES, Windows.STEADY);
    TimeRange first = windows.next(0).orElseThrow();
    windows = new Windows(new TimeRange(0, 30 * DAY), false, 51, Windows.MINUTES, Windows.STEADY);
    windows.next(50);
    TimeRange second = windows.next(50).orElseThrow();
    assertThat(width(first)).isEqualTo(15 * MINUTE);
    assertThat(width(second)).isEqualTo(30 * MINUTE);
  }

  private static List<TimeRange> all(TimeRange range, boolean ascending) {
    Windows windows = new Windows(range, ascending, 51, Windows.MINUTES, Windows.STEADY);
    List<TimeRange> all = new ArrayList<>();
    for (Optional<TimeRange> next = windows.next(0); next.isPresent(); next = windows.next(0)) {
      all.add(next.get());
    }
    return all;
  }

  private static long width(TimeRange range) {
    return range.endNanos() - range.startNanos();
  }
}
