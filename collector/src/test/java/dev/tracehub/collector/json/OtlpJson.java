/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/** Writes OTLP's JSON the slow way: protobuf's JSON with its ids rewritten. */
public final class OtlpJson {

  private static final Set<String> IDS = Set.of("traceId", "spanId", "parentSpanId");

  private OtlpJson() {}

  /** The OTLP JSON of a message. */
  public static String print(Message message) {
    try {
      String json =
          JsonFormat.printer()
              .omittingInsignificantWhitespace()
              .printingEnumsAsInts()
              .print(message);
      JsonElement tree = JsonParser.parseString(json);
      rewrite(tree);
      return tree.toString();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static void rewrite(JsonElement element) {
    if (element.isJsonArray()) {
      element.getAsJsonArray().forEach(OtlpJson::rewrite);
    } else if (element.isJsonObject()) {
      JsonObject object = element.getAsJsonObject();
      for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
        if (IDS.contains(entry.getKey())) {
          byte[] id = Base64.getDecoder().decode(entry.getValue().getAsString());
          entry.setValue(new JsonPrimitive(HexFormat.of().withUpperCase().formatHex(id)));
        } else {
          rewrite(entry.getValue());
        }
      }
    }
  }
}
