/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tracehub.client.status.DropReason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LossReporterTest {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final Logger logger = (Logger) LoggerFactory.getLogger(LossReporter.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final DispatcherHarness.RecordingListener listener =
      new DispatcherHarness.RecordingListener();
  private final DropCounts dropped = new DropCounts();
  private final LossReporter reporter = new LossReporter(dropped, new SafeListener(listener));

  @BeforeEach
  void capture() {
    lines.start();
    logger.addAppender(lines);
    logger.setLevel(Level.WARN);
    logger.setAdditive(false);
  }

  @AfterEach
  void release() {
    logger.detachAppender(lines);
    logger.setLevel(null);
    logger.setAdditive(true);
  }

  @Test
  void report_nothingLost_saysNothing() {
    reporter.report(0);

    assertThat(lines.list).isEmpty();
    assertThat(reporter.waitNanos(0)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void report_firstLoss_isLoggedAtOnceWithTheSettingThatHelps() {
    dropped.add(DropReason.QUEUE_FULL, 3);
    reporter.report(5);

    assertThat(messages())
        .containsExactly(
            "Tracehub lost 3 records: queue_full 3 (raise maxPendingRecords or maxPendingBytes)");
    assertThat(listener.dropped).containsExactly("queue_full 3");
  }

  @Test
  void report_furtherLosses_areOneLineAMinuteAndTheListenerKnowsAtOnce() {
    dropped.add(DropReason.QUEUE_FULL, 1);
    reporter.report(0);
    dropped.add(DropReason.QUEUE_FULL, 2);
    reporter.report(MINUTE / 2);
    dropped.add(DropReason.TOO_LARGE, 1);
    reporter.report(MINUTE - 1);
    assertThat(lines.list).hasSize(1);
    assertThat(reporter.waitNanos(MINUTE - 1)).isEqualTo(1);

    reporter.report(MINUTE);

    assertThat(messages().get(1)).startsWith("Tracehub lost 3 records: queue_full 2 (");
    assertThat(listener.dropped).containsExactly("queue_full 1", "queue_full 2", "too_large 1");
  }

  @Test
  void reportLast_doesNotWaitForTheMinute() {
    dropped.add(DropReason.CLOSED, 1);
    reporter.report(0);
    dropped.add(DropReason.CLOSED, 1);
    reporter.reportLast();

    assertThat(lines.list).hasSize(2);
  }

  private List<String> messages() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
