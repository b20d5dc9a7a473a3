/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.it;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No planted secret is in the journal, the log or an answer of a collector over memory. */
class MemoryMaskingIT {

  @TempDir private Path folder;

  @Test
  void plantedSecrets_areFoundNowhere() throws Exception {
    try (CollectorProcess process = CollectorProcess.start(folder);
        CollectorClient client = new CollectorClient(process)) {
      MaskingCase masking = new MaskingCase(process, client);
      masking.switchOnPersonalData();
      masking.send();
      masking.readAnswers();
      process.stop();
      masking.readFiles(folder);
      masking.assertMarkersIn("journal");
      masking.assertMarkersIn("span");
      masking.assertNothingLeaked();
    }
  }
}
