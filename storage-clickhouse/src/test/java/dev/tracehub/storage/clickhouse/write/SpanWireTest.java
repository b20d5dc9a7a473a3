/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import dev.tracehub.storage.SpanContent;
import dev.tracehub.v1.AttributeArray;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Cost;
import dev.tracehub.v1.CostState;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import java.io.IOException;
import java.util.Random;
import net.jpountz.xxhash.XXHashFactory;
import org.junit.jupiter.api.Test;

/** What of a span is kept in bytes, against the same done with messages. */
class SpanWireTest {

  private static final int SPANS = 3_000;

  private final SpanWire wire = new SpanWire();

  @Test
  void contentHash_isThatOfSpanContent() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < SPANS; i++) {
      Span span = any(Span.newBuilder(), random).build();
      wire.take(span);
      assertThat(ContentHash.of(wire))
          .as("seed %d, span %d: %s", seed, i, span)
          .isEqualTo(hash(SpanContent.of(span)));
    }
  }

  @Test
  void contentHash_doesNotSeeWhatTheCollectorAdds() {
    Span sent = Span.newBuilder().setName("a").setInput(Payload.newBuilder().setText("x")).build();
    Span.Builder stored = sent.toBuilder().setType(SpanType.SPAN_TYPE_SPAN);
    stored.getInputBuilder().setSizeBytes(1);
    stored.getCostBuilder().setState(CostState.COST_STATE_COMPUTED).setTotalUsd("1");
    stored.getCollectorBuilder().setReceivedTimeUnixNano(5);
    wire.take(sent);
    long hash = ContentHash.of(wire);
    wire.take(stored.build());
    assertThat(ContentHash.of(wire)).isEqualTo(hash);
    wire.take(stored.setName("b").build());
    assertThat(ContentHash.of(wire)).isNotEqualTo(hash);
  }

  @Test
  void contentHash_ofAReplacedCost_isThatOfTheStoredOne() {
    Span sent =
        Span.newBuilder()
            .setCost(Cost.newBuilder().setState(CostState.COST_STATE_REPORTED).setTotalUsd("2"))
            .build();
    Span.Builder replaced = sent.toBuilder();
    replaced.getCollectorBuilder().setStoredCost(sent.getCost());
    replaced.getCostBuilder().setState(CostState.COST_STATE_COMPUTED).setTotalUsd("1");
    wire.take(sent);
    long hash = ContentHash.of(wire);
    wire.take(replaced.build());
    assertThat(ContentHash.of(wire)).isEqualTo(hash);
  }

  @Test
  void extra_hasWhatNoColumnHas() throws IOException {
    Span.Builder span = Span.newBuilder().setName("a").setResponseId("r").setEndTimeUnixNano(5);
    span.getStatusBuilder().setMessage("m");
    span.getScopeBuilder().setName("s").setVersion("2");
    span.getCostBuilder().setState(CostState.COST_STATE_COMPUTED).setTotalUsd("1.50");
    span.getInputBuilder().setText("x").setMimeType("text/plain").setSizeBytes(1);
    span.getOutputBuilder().setText("y");
    span.getCollectorBuilder().setReceivedTimeUnixNano(5);
    span.getPromptBuilder();
    span.setUsage(span.getUsageBuilder());
    span.putAttributes("text", AttributeValue.newBuilder().setStringValue("v").build());
    AttributeValue list =
        AttributeValue.newBuilder().setArrayValue(AttributeArray.getDefaultInstance()).build();
    span.putAttributes("list", list);
    span.putResourceAttributes("nothing", AttributeValue.getDefaultInstance());
    UnknownFieldSet later =
        UnknownFieldSet.newBuilder()
            .addField(500, UnknownFieldSet.Field.newBuilder().addVarint(7).build())
            .addField(
                501,
                UnknownFieldSet.Field.newBuilder()
                    .addGroup(
                        UnknownFieldSet.newBuilder()
                            .addField(1, UnknownFieldSet.Field.newBuilder().addFixed64(1).build())
                            .build())
                    .build())
            .build();
    span.setUnknownFields(later);

    Span.Builder expected = Span.newBuilder().setResponseId("r").setUnknownFields(later);
    expected.getScopeBuilder().setVersion("2");
    expected.getCostBuilder().setTotalUsd("1.50"); // Its column would give back 1.5.
    expected.getInputBuilder().setMimeType("text/plain");
    expected.getPromptBuilder();
    expected.setUsage(expected.getUsageBuilder());
    expected.putAttributes("list", list);
    expected.putResourceAttributes("nothing", AttributeValue.getDefaultInstance());
    assertThat(extra(span.build())).isEqualTo(expected.build());
  }

  @Test
  void fieldOfAnotherKind_stays() throws IOException {
    UnknownFieldSet.Field number = UnknownFieldSet.Field.newBuilder().addVarint(7).build();
    UnknownFieldSet odd =
        UnknownFieldSet.newBuilder().addField(Span.USAGE_FIELD_NUMBER, number).build();
    Span span = Span.newBuilder().setName("a").setUnknownFields(odd).build();
    assertThat(extra(span)).isEqualTo(Span.newBuilder().setUnknownFields(odd).build());
  }

  @Test
  void messageInsideAMessageInside_isRefused() {
    OmittedFields.Builder two =
        OmittedFields.builder().message(1, OmittedFields.builder().fields(1));
    assertThatIllegalArgumentException().isThrownBy(() -> OmittedFields.builder().message(1, two));
  }

  @Test
  void extra_ofASpanThatColumnsTell_isEmpty() {
    Span.Builder span = Span.newBuilder().setName("a").setService("b").addTags("c");
    span.getUsageBuilder().setInputTokens(0);
    wire.take(span.build());
    assertThat(SpanExtra.of(span.build(), wire)).isEmpty();
  }

  @Test
  void spansOfAnySize_areTakenUpOneAfterTheOther() throws IOException {
    for (int size : new int[] {100_000, 10, 1_000_000, 0}) {
      Span span = Span.newBuilder().setName("a").setTraceState("t".repeat(size)).build();
      assertThat(extra(span)).isEqualTo(span.toBuilder().clearName().build());
    }
  }

  private Span extra(Span span) throws IOException {
    wire.take(span);
    ByteString extra = SpanExtra.of(span, wire);
    return Span.parseFrom(extra);
  }

  private static long hash(Span content) throws IOException {
    byte[] bytes = new byte[content.getSerializedSize()];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.useDeterministicSerialization();
    content.writeTo(out);
    return XXHashFactory.fastestJavaInstance().hash64().hash(bytes, 0, bytes.length, 0);
  }

  /** Sets some of the fields, whichever the model has. */
  private static <B extends Message.Builder> B any(B message, Random random) {
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      int times = field.isRepeated() ? random.nextInt(4) : random.nextInt(2);
      for (int i = 0; i < times; i++) {
        Object value = anyValue(message, field, random);
        if (field.isRepeated()) {
          message.addRepeatedField(field, value);
        } else {
          message.setField(field, value);
        }
      }
    }
    return message;
  }

  private static Object anyValue(Message.Builder of, FieldDescriptor field, Random random) {
    return switch (field.getJavaType()) {
      case INT -> random.nextInt();
      case LONG -> random.nextLong();
      case FLOAT -> random.nextFloat();
      case DOUBLE -> random.nextDouble();
      case BOOLEAN -> random.nextBoolean();
      case STRING -> "어".repeat(random.nextInt(3)) + random.nextInt(50);
      case BYTE_STRING -> ByteString.copyFromUtf8("b".repeat(random.nextInt(5)));
      case ENUM -> field.getEnumType().findValueByNumberCreatingIfUnknown(random.nextInt(6));
      case MESSAGE ->
          random.nextInt(3) == 0
              ? of.newBuilderForField(field).build()
              : any(of.newBuilderForField(field), random).build();
    };
  }
}
