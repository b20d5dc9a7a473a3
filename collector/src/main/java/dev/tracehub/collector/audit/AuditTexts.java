/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.audit;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages as the log shows them: JSON on one line, without what is marked as a secret. */
final class AuditTexts {

  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().omittingInsignificantWhitespace();

  private AuditTexts() {}

  /** The text; empty for nothing. */
  static String of(@Nullable Message message) {
    if (message == null) {
      return "";
    }
    try {
      return PRINTER.print(withoutSecrets(message));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("message: no JSON form", e);
    }
  }

  /** Fields with the option {@code debug_redact} are left out, at every depth. */
  private static Message withoutSecrets(Message message) {
    Message.Builder open = message.toBuilder();
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      FieldDescriptor descriptor = field.getKey();
      if (descriptor.getOptions().getDebugRedact()) {
        open.clearField(descriptor);
      } else if (descriptor.getJavaType() == FieldDescriptor.JavaType.MESSAGE
          && !descriptor.isRepeated()) {
        open.setField(descriptor, withoutSecrets((Message) field.getValue()));
      } else if (descriptor.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        for (int i = 0; i < message.getRepeatedFieldCount(descriptor); i++) {
          Message each = (Message) message.getRepeatedField(descriptor, i);
          open.setRepeatedField(descriptor, i, withoutSecrets(each));
        }
      }
    }
    return open.build();
  }
}
