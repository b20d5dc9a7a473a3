/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.it;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Requests in OTLP's JSON, which has ids in hexadecimal digits where protobuf's has base64. */
final class OtlpJson {

  private static final Pattern ID = Pattern.compile("(\"(?:traceId|spanId)\": )\"([^\"]+)\"");

  private OtlpJson() {}

  static String of(ExportTraceServiceRequest request) throws InvalidProtocolBufferException {
    return ID.matcher(JsonFormat.printer().print(request))
        .replaceAll(id -> id.group(1) + '"' + hex(id.group(2)) + '"');
  }

  private static String hex(String base64) {
    return HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
  }
}
