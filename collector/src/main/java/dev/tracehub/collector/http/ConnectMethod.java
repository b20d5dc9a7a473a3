/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import com.google.protobuf.DescriptorProtos.MethodOptions.IdempotencyLevel;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.tracehub.collector.errors.Failures;
import dev.tracehub.collector.json.JsonDecoder;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A gRPC method as this port calls it: messages are bytes on the way in and out.
 *
 * @param call the method for a channel
 * @param requests reads requests in JSON
 * @param request a message of the requests' type if the service parses requests before it sees
 *     them; what is no message would then fail as if the service had. Null if it sees the bytes
 * @param responses a message of the responses' type
 * @param sideEffectFree whether it may be called by GET
 */
record ConnectMethod(
    MethodDescriptor<byte[], byte[]> call,
    JsonDecoder requests,
    @Nullable Message request,
    Message responses,
    boolean sideEffectFree) {

  private static final String OTLP_PACKAGE = "opentelemetry.proto.";

  /** The method of a descriptor; empty when it does not speak protobuf. */
  static <Q, P> Optional<ConnectMethod> of(MethodDescriptor<Q, P> method) {
    if (!(method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier schema)) {
      return Optional.empty();
    }
    var descriptor = schema.getMethodDescriptor();
    return Optional.of(
        new ConnectMethod(
            method.toBuilder(RawBytes.MARSHALLER, RawBytes.MARSHALLER).build(),
            decoder(descriptor.getInputType()),
            prototype(method.getRequestMarshaller()),
            response(method.getResponseMarshaller(), descriptor.getOutputType()),
            descriptor.getOptions().getIdempotencyLevel() == IdempotencyLevel.NO_SIDE_EFFECTS));
  }

  boolean isUnary() {
    return call.getType() == MethodDescriptor.MethodType.UNARY;
  }

  /**
   * The request's bytes from a body in some format.
   *
   * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT when it is no request
   */
  byte[] request(BodyFormat format, byte[] body) {
    if (format == BodyFormat.JSON) {
      return requests.decode(body);
    }
    if (request != null) {
      requireMessage(request.getParserForType(), body);
    }
    return body;
  }

  private static void requireMessage(Parser<?> parser, byte[] body) {
    try {
      parser.parseFrom(body);
    } catch (InvalidProtocolBufferException e) {
      throw Failures.invalid(
          "body", "INVALID_PROTOBUF", "cannot be read (expected: the method's request)");
    }
  }

  /** A body in some format from the response's bytes. */
  byte[] response(BodyFormat format, byte[] message) {
    if (format == BodyFormat.PROTOBUF) {
      return message;
    }
    try {
      return MessageJson.print(responses.getParserForType().parseFrom(message));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(call.getFullMethodName() + " answered no message", e);
    }
  }

  /** OTLP has a JSON of its own, whichever way it comes. */
  private static JsonDecoder decoder(Descriptor type) {
    return type.getFullName().startsWith(OTLP_PACKAGE)
        ? JsonDecoder.otlp(type)
        : JsonDecoder.proto3(type);
  }

  /** A generated message is faster than a dynamic one, and most marshallers know it. */
  private static Message response(MethodDescriptor.Marshaller<?> marshaller, Descriptor type) {
    Message known = prototype(marshaller);
    return known == null ? DynamicMessage.getDefaultInstance(type) : known;
  }

  private static @Nullable Message prototype(MethodDescriptor.Marshaller<?> marshaller) {
    return marshaller instanceof MethodDescriptor.PrototypeMarshaller<?> typed
            && typed.getMessagePrototype() instanceof Message message
        ? message
        : null;
  }
}
