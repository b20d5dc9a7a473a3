/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.tracehub.v1.QueryServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.grpc.stub.ClientCalls;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/** Calls methods of the query service by name, with requests written as JSON. */
final class GenericCalls {

  private GenericCalls() {}

  /** All methods, as the service's descriptor names them. */
  static List<String> methods() {
    return QueryServiceGrpc.getServiceDescriptor().getMethods().stream()
        .map(MethodDescriptor::getBareMethodName)
        .collect(Collectors.toList());
  }

  /** The first answer. */
  static Message call(Channel channel, String method, String json) {
    return call(channel, method(method), request(method, json, JsonFormat.parser()));
  }

  /** The first answer to a request of which only the method's own fields count. */
  static Message callLeniently(Channel channel, String method, String json) {
    return call(
        channel,
        method(method),
        request(method, json, JsonFormat.parser().ignoringUnknownFields()));
  }

  /** The first answer. */
  static Message call(Channel channel, String method, Message request) {
    return call(channel, method(method), request);
  }

  private static Message call(
      Channel channel, MethodDescriptor<Message, Message> method, Message request) {
    Iterator<Message> answers =
        ClientCalls.blockingServerStreamingCall(channel, method, CallOptions.DEFAULT, request);
    return answers.next();
  }

  @SuppressWarnings("unchecked") // All messages of a service are Messages.
  private static MethodDescriptor<Message, Message> method(String name) {
    MethodDescriptor<?, ?> found =
        QueryServiceGrpc.getServiceDescriptor().getMethods().stream()
            .filter(method -> name.equals(method.getBareMethodName()))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no method " + name));
    return (MethodDescriptor<Message, Message>) found;
  }

  private static Message request(String name, String json, JsonFormat.Parser parser) {
    MethodDescriptor<Message, Message> method = method(name);
    if (!(method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier)) {
      throw new AssertionError(name + " has no schema");
    }
    try {
      MethodDescriptor.PrototypeMarshaller<Message> marshaller =
          (MethodDescriptor.PrototypeMarshaller<Message>) method.getRequestMarshaller();
      Message.Builder request = marshaller.getMessagePrototype().newBuilderForType();
      parser.merge(json, request);
      return request.build();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(json, e);
    }
  }
}
