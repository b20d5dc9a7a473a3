/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import dev.tracehub.client.privacy.Privacy;
import dev.tracehub.client.privacy.TextLimits;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.CostState;
import dev.tracehub.v1.Event;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanKind;
import dev.tracehub.v1.StatusCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A span with anything in it, recorded by the client and made by protobuf's builder as well. */
final class RandomSpan {

  private static final int MOST_DETAILS = 30;
  private static final int KINDS = 22;
  private static final int MOST_ATTRIBUTES = 128;

  private final Random random;
  private final Privacy privacy;
  private final LiveSpan live;
  private final Span.Builder made = Span.newBuilder();
  private final Set<String> tags = new HashSet<>();
  private int attributes;
  private @Nullable Throwable thrown;

  /**
   * @param privacy as the client has it
   */
  RandomSpan(Random random, Tracehub tracehub, Privacy privacy) {
    this.random = random;
    this.privacy = privacy;
    String name = text();
    SpanType type = SpanType.values()[random.nextInt(SpanType.values().length)];
    live = tracehub.span(name).type(type).root().startDetached();
    made.setTraceId(live.traceId()).setSpanId(live.spanId()).setType(type.wire());
    made.setName(given(name, TextLimits.NAME)).setFlags(TraceContext.SAMPLED);
    int details = random.nextInt(MOST_DETAILS);
    for (int i = 0; i < details; i++) {
      detail(random.nextInt(KINDS));
    }
    if (random.nextInt(20) == 0) {
      manyAttributes();
    }
  }

  String id() {
    return live.spanId();
  }

  private void detail(int kind) {
    String text = text();
    String name = cut(text, TextLimits.NAME);
    switch (kind) {
      case 0, 1 -> attribute("key " + random.nextInt(5), text);
      case 2 -> attribute("n", random.nextLong() >> random.nextInt(64));
      case 3 -> attribute("real", random.nextDouble());
      case 4 -> attribute("flag", random.nextBoolean());
      case 5 -> attribute("all", List.of(text, 1, true, Map.of("k", text)));
      case 6 -> {
        live.user(text);
        made.setUserId(name);
      }
      case 7 -> {
        live.session(text);
        made.setSessionId(given(text, TextLimits.NAME));
      }
      case 8 -> tag(text, given(text, TextLimits.NAME));
      case 9 -> {
        live.job("job").variant("b");
        made.setJobId("job").setVariantId("b");
      }
      case 10 -> {
        live.operation(text).kind(SpanKind.SPAN_KIND_CLIENT);
        made.setOperation(name).setKind(SpanKind.SPAN_KIND_CLIENT);
      }
      case 11 -> {
        live.provider("p").model(text).responseModel("m2").responseId("r");
        made.setProvider("p").setRequestModel(name).setResponseModel("m2").setResponseId("r");
      }
      case 12 -> {
        live.parameter("temperature", 0.5).finishReason("stop");
        made.putModelParameters("temperature", value(0.5)).addFinishReasons("stop");
      }
      case 13 -> {
        live.usage(5, 0);
        made.getUsageBuilder().setInputTokens(5).setOutputTokens(0);
      }
      case 14 -> {
        live.cost(new BigDecimal("0.25"));
        made.getCostBuilder().setState(CostState.COST_STATE_REPORTED).setTotalUsd("0.25");
      }
      case 15 -> {
        live.prompt("greet", "3").tool("search", "c1").retryCount(2);
        made.getPromptBuilder().setName("greet").setVersion("3");
        made.getToolBuilder().setName("search").setCallId("c1");
        made.setRetryCount(2);
      }
      case 16 -> {
        live.input(text);
        made.setInput(Payload.newBuilder().setText(text));
      }
      case 17 -> {
        live.outputJson(text);
        made.setOutput(Payload.newBuilder().setText(text).setMimeType("application/json"));
      }
      case 18 -> {
        live.event(text, Map.of("a", text));
        made.addEvents(
            Event.newBuilder()
                .setName(given(text, TextLimits.NAME))
                .putAttributes("a", value(text)));
      }
      case 19 -> {
        live.ok();
        made.getStatusBuilder().setCode(StatusCode.STATUS_CODE_OK);
      }
      case 20 -> {
        live.error("429", text);
        made.getStatusBuilder()
            .setCode(StatusCode.STATUS_CODE_ERROR)
            .setErrorType("429")
            .setMessage(given(text, TextLimits.MESSAGE));
      }
      default -> {
        thrown = new IllegalStateException(text);
        live.error(thrown);
      }
    }
  }

  private void tag(String text, String name) {
    live.tag(text);
    if (tags.add(name) && tags.size() <= TraceFacts.MAX_TAGS) {
      made.addTags(name);
    }
  }

  private void manyAttributes() {
    for (int i = 0; i < MOST_ATTRIBUTES; i++) {
      attribute("a" + i, "v" + i);
    }
  }

  private void attribute(String key, Object value) {
    if (value instanceof String text) {
      live.attribute(key, text);
    } else if (value instanceof Long number) {
      live.attribute(key, number.longValue());
    } else if (value instanceof Double number) {
      live.attribute(key, number.doubleValue());
    } else if (value instanceof Boolean flag) {
      live.attribute(key, flag.booleanValue());
    } else {
      live.attribute(key, value);
    }
    attributes++;
    if (attributes <= MOST_ATTRIBUTES) {
      made.putAttributes(key, value(value));
    } else {
      made.getDroppedBuilder().setAttributes(attributes - MOST_ATTRIBUTES);
    }
  }

  /** Ends the span, and answers what should arrive, but for the times. */
  Span end() {
    live.end();
    if (thrown != null) {
      String message = given(String.valueOf(thrown.getMessage()), TextLimits.MESSAGE);
      made.getStatusBuilder()
          .setCode(StatusCode.STATUS_CODE_ERROR)
          .setErrorType(thrown.getClass().getName())
          .setMessage(message);
      made.addEvents(
          Event.newBuilder()
              .setName("exception")
              .putAttributes("exception.type", value(thrown.getClass().getName()))
              .putAttributes("exception.message", value(message))
              .putAttributes("exception.stacktrace", value(rendered(thrown))));
    }
    privacy.apply(made);
    return made.build();
  }

  private String rendered(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return given(text.toString(), TextLimits.STACK_TRACE);
  }

  private static AttributeValue value(Object value) {
    AttributeValue.Builder made = AttributeValue.newBuilder();
    if (value instanceof String text) {
      made.setStringValue(text);
    } else if (value instanceof Double number) {
      made.setDoubleValue(number);
    } else if (value instanceof Boolean flag) {
      made.setBoolValue(flag);
    } else if (value instanceof List<?> list) {
      list.forEach(each -> made.getArrayValueBuilder().addValues(value(each)));
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((key, each) -> made.getMapValueBuilder().putEntries((String) key, value(each)));
    } else {
      made.setIntValue(((Number) value).longValue());
    }
    return made.build();
  }

  /** With letters of every length in UTF-8, sometimes a secret, sometimes longer than a name. */
  private String text() {
    String[] words = {"plain", "größer", "語", "😀", "kim@example.com", "4111111111111111", " "};
    StringBuilder text = new StringBuilder("t");
    int count = random.nextInt(random.nextInt(8) == 0 ? 60 : 6);
    for (int i = 0; i < count; i++) {
      text.append(words[random.nextInt(words.length)]).append(' ');
    }
    return text.toString();
  }

  /** As long as it is handed over to be masked. */
  private String given(String text, int length) {
    return cut(text, length + privacy.overlap());
  }

  private static String cut(String text, int length) {
    return TextLimits.cut(text, length);
  }
}
