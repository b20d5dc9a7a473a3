/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DialogueTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 40, 41, 500})
  void script_hasSoManyQuestionsInSessionsOfTheirOwn(int questions) {
    List<Dialogue> dialogues = Dialogue.script(questions, "run");

    assertThat(dialogues.stream().mapToInt(dialogue -> dialogue.questions().size()).sum())
        .isEqualTo(questions);
    assertThat(dialogues).extracting(Dialogue::session).doesNotHaveDuplicates();
  }
}
