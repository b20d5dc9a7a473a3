/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.tenancy;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.protobuf.StatusProto;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Calls over gRPC.
 *
 * @param channel to the server
 */
record GrpcWire(Channel channel) implements Wire {

  private static final int TIMEOUT_SECONDS = 20;

  @Override
  public Reply call(MethodDescriptor method, DynamicMessage request, Credential caller) {
    ClientCall<DynamicMessage, DynamicMessage> call =
        channel.newCall(
            io.grpc.MethodDescriptor.<DynamicMessage, DynamicMessage>newBuilder()
                .setFullMethodName(method.getService().getFullName() + "/" + method.getName())
                .setType(type(method))
                .setRequestMarshaller(
                    ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(method.getInputType())))
                .setResponseMarshaller(
                    ProtoUtils.marshaller(
                        DynamicMessage.getDefaultInstance(method.getOutputType())))
                .build(),
            CallOptions.DEFAULT.withDeadlineAfter(TIMEOUT_SECONDS, TimeUnit.SECONDS));
    Metadata headers = new Metadata();
    caller
        .headers()
        .forEach((n, v) -> headers.put(Metadata.Key.of(n, Metadata.ASCII_STRING_MARSHALLER), v));
    FirstAnswer answer = new FirstAnswer();
    call.start(answer, headers);
    call.request(2);
    call.sendMessage(request);
    call.halfClose();
    try {
      return answer.reply.orTimeout(TIMEOUT_SECONDS + 5, TimeUnit.SECONDS).join();
    } finally {
      call.cancel("seen enough", null);
    }
  }

  private static MethodType type(MethodDescriptor method) {
    if (method.isClientStreaming()) {
      return method.isServerStreaming() ? MethodType.BIDI_STREAMING : MethodType.CLIENT_STREAMING;
    }
    return method.isServerStreaming() ? MethodType.SERVER_STREAMING : MethodType.UNARY;
  }

  private static final class FirstAnswer extends ClientCall.Listener<DynamicMessage> {

    private final CompletableFuture<Reply> reply = new CompletableFuture<>();

    @Override
    public void onMessage(DynamicMessage message) {
      reply.complete(new Reply("OK", "", message + raw(message.toByteString())));
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      com.google.rpc.Status details = StatusProto.fromStatusAndTrailers(status, trailers);
      String text = details + raw(details.toByteString());
      reply.complete(new Reply(status.getCode().name(), reason(details), text));
    }

    /** Also what a printer would escape. */
    private static String raw(ByteString bytes) {
      return bytes.toStringUtf8();
    }

    private static String reason(com.google.rpc.Status status) {
      for (Any detail : status.getDetailsList()) {
        if (detail.is(ErrorInfo.class)) {
          try {
            return detail.unpack(ErrorInfo.class).getReason();
          } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
          }
        }
      }
      return "";
    }
  }
}
