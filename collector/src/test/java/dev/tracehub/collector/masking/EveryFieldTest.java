/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.masking;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import dev.tracehub.collector.wire.IngestLimits;
import dev.tracehub.collector.wire.MessageShape;
import dev.tracehub.collector.wire.OtlpPath;
import dev.tracehub.collector.wire.WireModel;
import dev.tracehub.v1.TraceBatch;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads the protocols' own descriptors, so that a field that is added to them is masked from its
 * first day or fails here.
 */
class EveryFieldTest {

  /** How often a message may lie in another of its kind: a value in a map in a list in a value. */
  private static final int NESTED = 2;

  private static final String SECRET = "gh" + "p_" + "a1B2c3D4".repeat(4) + "e5F6";
  private static final String CARD = "4111" + "111111111111";

  /** Ids and amounts, which may be long numbers that mean nothing else. */
  private static final Set<String> NUMBERS =
      Set.of(
          "batch_id",
          "client_id",
          "event_id",
          "evaluation_id",
          "job_id",
          "trace_id",
          "span_id",
          "parent_span_id",
          "total_usd",
          "input_usd",
          "output_usd",
          "cache_read_usd",
          "cache_write_usd");

  private static final WireModel MODEL = WireModel.of(IngestLimits.defaults());

  private final RuleMasking masking = new RuleMasking(MaskingRules.strict(), new FamilyCounts());

  /**
   * A message that a sender may send.
   *
   * @param type its type
   * @param shape what masking knows of it
   */
  record Sent(Descriptor type, MessageShape shape) {

    @Override
    public String toString() {
      return type.getName();
    }
  }

  static Stream<Sent> sent() {
    return Stream.of(
        new Sent(TraceBatch.getDescriptor(), MODEL.traceBatch()),
        new Sent(ExportTraceServiceRequest.getDescriptor(), MODEL.otlp(OtlpPath.TRACES)),
        new Sent(ExportLogsServiceRequest.getDescriptor(), MODEL.otlp(OtlpPath.LOGS)),
        new Sent(ExportMetricsServiceRequest.getDescriptor(), MODEL.otlp(OtlpPath.METRICS)));
  }

  @ParameterizedTest
  @MethodSource("sent")
  void secret_inAnyField_isMasked(Sent sent) {
    List<List<FieldDescriptor>> paths = paths(sent.type());
    System.out.printf("%s: %d places for a text%n", sent, paths.size());

    assertThat(paths).hasSizeGreaterThan(40);
    assertThat(paths)
        .extracting(path -> left(sent, path, SECRET) ? EveryFieldTest.name(path) : "")
        .containsOnly("");
  }

  @ParameterizedTest
  @MethodSource("sent")
  void number_isMaskedInAllButIdsAndAmounts(Sent sent) {
    Set<String> left = new TreeSet<>();
    for (List<FieldDescriptor> path : paths(sent.type())) {
      if (left(sent, path, CARD)) {
        left.add(path.get(path.size() - 1).getName());
      }
    }

    assertThat(NUMBERS).containsAll(left);
  }

  private boolean left(Sent sent, List<FieldDescriptor> path, String planted) {
    byte[] message = message(sent.type(), path, 0, planted).toByteArray();
    assertThat(text(message)).contains(planted);
    return text(masking.mask(sent.shape(), message)).contains(planted);
  }

  private static DynamicMessage message(
      Descriptor type, List<FieldDescriptor> path, int depth, String planted) {
    FieldDescriptor field = path.get(depth);
    Object value =
        switch (field.getJavaType()) {
          case MESSAGE -> message(field.getMessageType(), path, depth + 1, planted);
          case BYTE_STRING -> ByteString.copyFromUtf8(planted);
          default -> planted;
        };
    DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
    return field.isRepeated()
        ? message.addRepeatedField(field, value).build()
        : message.setField(field, value).build();
  }

  /** The ways to all texts and bytes of a message. */
  private static List<List<FieldDescriptor>> paths(Descriptor type) {
    List<List<FieldDescriptor>> paths = new ArrayList<>();
    addPaths(type, List.of(), paths);
    return paths;
  }

  private static void addPaths(
      Descriptor type, List<FieldDescriptor> before, List<List<FieldDescriptor>> paths) {
    List<Descriptor> around = before.stream().map(FieldDescriptor::getContainingType).toList();
    if (Collections.frequency(around, type) >= NESTED) {
      return;
    }
    for (FieldDescriptor field : type.getFields()) {
      List<FieldDescriptor> path = new ArrayList<>(before);
      path.add(field);
      switch (field.getJavaType()) {
        case MESSAGE -> addPaths(field.getMessageType(), path, paths);
        case STRING, BYTE_STRING -> paths.add(path);
        default -> {
          // Numbers and enums hold no text.
        }
      }
    }
  }

  private static String name(List<FieldDescriptor> path) {
    return path.stream().map(FieldDescriptor::getName).collect(Collectors.joining("."));
  }

  private static String text(byte[] message) {
    return new String(message, StandardCharsets.ISO_8859_1);
  }
}
