/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.desk;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.service.Result;
import dev.langchain4j.service.tool.ToolExecution;
import dev.tracehub.client.EvaluationSource;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.SpanType;
import dev.tracehub.client.Tracehub;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Has a model judge an answer before it is sent, and records the verdict on the turn. */
final class Reviewer {

  /** The name of the judgement. */
  static final String EVALUATION = "answer_quality";

  private static final String VERSION = "3";

  private final ChatModel model;
  private final Tracehub tracehub;
  private final Tally tally;

  Reviewer(ChatModel model, Tracehub tracehub, Tally tally) {
    this.model = model;
    this.tracehub = tracehub;
    this.tally = tally;
  }

  Verdict review(LiveSpan turn, String question, Result<String> answer) {
    tally.count("JUDGE");
    try (LiveSpan span = tracehub.span("review answer").type(SpanType.JUDGE).start()) {
      String material =
          "QUESTION: "
              + question
              + "\n\nANSWER: "
              + answer.content()
              + "\n\nFACTS: "
              + facts(answer);
      ChatRequest request =
          ChatRequest.builder()
              .messages(SystemMessage.from(Policies.REVIEWER), UserMessage.from(material))
              .build();
      String reply = model.chat(request).aiMessage().text();
      Verdict verdict = Verdict.parse(reply);
      span.operation("judge").input(material).outputJson(reply).ok();
      record(turn, verdict);
      return verdict;
    }
  }

  private void record(LiveSpan turn, Verdict verdict) {
    tally.verdict(verdict);
    turn.evaluation(EVALUATION)
        .score(verdict.score())
        .label(verdict.label())
        .passed(verdict.isAllowed())
        .explanation(verdict.reason())
        .evaluator(Models.REVIEWER, VERSION)
        .source(EvaluationSource.JUDGE)
        .record();
  }

  private static String facts(Result<String> answer) {
    List<Content> sources = answer.sources() == null ? List.of() : answer.sources();
    Stream<String> tools = answer.toolExecutions().stream().map(ToolExecution::result);
    return Stream.concat(tools, sources.stream().map(source -> source.textSegment().text()))
        .collect(Collectors.joining("\n"));
  }
}
