/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.json;

import com.google.gson.JsonParseException;
import com.google.gson.stream.MalformedJsonException;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.tracehub.collector.errors.Failures;
import io.grpc.StatusRuntimeException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.Set;

/**
 * Turns the JSON of a message into its bytes, in one pass and without the message in between.
 * Thread-safe.
 *
 * <p>Fields go by their lowerCamelCase or their original names, unknown ones are passed over, null
 * counts as absent. Enums are numbers or names; 64-bit numbers are strings or numbers.
 */
public final class JsonDecoder {

  private static final Set<String> OTLP_IDS = Set.of("trace_id", "span_id", "parent_span_id");

  private final MessagePlan plan;

  private JsonDecoder(MessagePlan plan) {
    this.plan = plan;
  }

  /** Reads the JSON form that protobuf gives a message: bytes are in base64. */
  public static JsonDecoder proto3(Descriptor type) {
    return new JsonDecoder(MessagePlan.of(type, field -> false));
  }

  /** Reads OTLP's JSON form of a message: ids are in hexadecimal, other bytes in base64. */
  public static JsonDecoder otlp(Descriptor type) {
    return new JsonDecoder(MessagePlan.of(type, JsonDecoder::isOtlpId));
  }

  /**
   * The bytes of the message.
   *
   * @throws StatusRuntimeException INVALID_ARGUMENT with the path of the field at fault, e.g.
   *     {@code resourceSpans[0].scopeSpans[0].spans[3].traceId}; {@code body} when it is the whole
   *     text
   */
  public byte[] decode(byte[] json) {
    MessageReader reader = new MessageReader(json);
    try {
      return reader.read(plan);
    } catch (JsonFault e) {
      String path = e.isBehindValue() ? reader.lastPath() : reader.nextPath();
      throw Failures.invalid(path, e.reason(), e.description());
    } catch (CharacterCodingException e) {
      throw Failures.invalid(reader.nextPath(), "INVALID_UTF8", "not UTF-8 from here on");
    } catch (EOFException e) {
      throw Failures.invalid(reader.nextPath(), "INVALID_JSON", "the JSON ends too early");
    } catch (MalformedJsonException | JsonParseException | IllegalStateException e) {
      throw Failures.invalid(reader.nextPath(), "INVALID_JSON", "malformed JSON from here on");
    } catch (IOException e) {
      throw new IllegalStateException("reading an array does no I/O", e);
    }
  }

  private static boolean isOtlpId(FieldDescriptor field) {
    return field.getType() == FieldDescriptor.Type.BYTES && OTLP_IDS.contains(field.getName());
  }
}
