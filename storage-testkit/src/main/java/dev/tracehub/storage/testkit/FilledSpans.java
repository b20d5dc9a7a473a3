/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.tracehub.v1.Link;
import dev.tracehub.v1.Span;
import java.util.Random;

/** Makes spans in which every field of the model is set, also those that are added to it later. */
final class FilledSpans {

  private static final int MAX_DEPTH = 4;

  private final Random random;

  FilledSpans(long seed) {
    random = new Random(seed);
  }

  /** A finished span with the given ids. */
  Span.Builder next(long trace, long span) {
    Span.Builder filled = Span.newBuilder();
    fill(filled, 0);
    Span.Builder result =
        filled
            .setTraceId(TestSpans.traceId(trace).toString())
            .setSpanId(TestSpans.spanId(span).toString())
            .setParentSpanId(TestSpans.spanId(span + 1).toString())
            .setStartTimeUnixNano(TestSpans.NOON)
            .setEndTimeUnixNano(TestSpans.NOON + 1 + random.nextInt(1_000_000))
            .setCost(
                TestSpans.cost("0.000000000000000001")
                    .setInputUsd("1.5")
                    .setOutputUsd("0.25")
                    .setCacheReadUsd("0.125")
                    .setCacheWriteUsd("3")
                    .setPriceVersion(7)
                    .setPriceId("openai/gpt-4o"));
    for (Link.Builder link : result.getLinksBuilderList()) {
      link.setTraceId(TestSpans.traceId(9).toString()).setSpanId(TestSpans.spanId(9).toString());
    }
    return result;
  }

  private void fill(Message.Builder message, int depth) {
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (field.isMapField()) {
        addEntries(message, field, depth);
      } else if (field.isRepeated()) {
        message.addRepeatedField(field, value(message, field, depth));
        message.addRepeatedField(field, value(message, field, depth));
      } else if (field.getRealContainingOneof() == null || isChosen(field)) {
        message.setField(field, value(message, field, depth));
      }
    }
  }

  /** Of a choice one field is set, and it does not lead ever deeper. */
  private boolean isChosen(FieldDescriptor field) {
    var scalars =
        field.getRealContainingOneof().getFields().stream()
            .filter(one -> one.getJavaType() != FieldDescriptor.JavaType.MESSAGE)
            .toList();
    return field.equals(scalars.get(random.nextInt(scalars.size())));
  }

  private void addEntries(Message.Builder message, FieldDescriptor field, int depth) {
    for (int i = 0; i < 2; i++) {
      Message.Builder entry = message.newBuilderForField(field);
      fill(entry, depth + 1);
      message.addRepeatedField(field, entry.build());
    }
  }

  private Object value(Message.Builder parent, FieldDescriptor field, int depth) {
    return switch (field.getJavaType()) {
      case STRING -> "t" + random.nextInt(1_000_000_000);
      case BOOLEAN -> true;
      case INT -> 1 + random.nextInt(200);
      case LONG -> 1 + (long) random.nextInt(1_000_000_000);
      case FLOAT -> 1 + random.nextFloat();
      case DOUBLE -> 1 + random.nextDouble();
      case BYTE_STRING -> ByteString.copyFromUtf8("b" + random.nextInt(1_000_000_000));
      case ENUM -> field.getEnumType().getValues().get(1);
      case MESSAGE -> {
        Message.Builder child = parent.newBuilderForField(field);
        if (depth < MAX_DEPTH) {
          fill(child, depth + 1);
        }
        yield child.build();
      }
    };
  }
}
