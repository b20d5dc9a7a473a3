/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.grpc;

import io.grpc.MethodDescriptor;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds a service whose requests stay bytes. Names and schema are those of the generated service,
 * so reflection and clients see no difference. For one thread.
 */
final class RawMethods {

  private final ServiceDescriptor generated;
  private final InboundMarshaller requests;
  private final List<ServerMethodDefinition<?, ?>> methods = new ArrayList<>();

  RawMethods(ServiceDescriptor generated, int mostBytes) {
    this.generated = generated;
    this.requests = new InboundMarshaller(mostBytes);
  }

  <T> RawMethods add(MethodDescriptor<?, T> method, ServerCallHandler<InboundMessage, T> handler) {
    methods.add(
        ServerMethodDefinition.create(
            method.toBuilder(requests, method.getResponseMarshaller()).build(), handler));
    return this;
  }

  ServerServiceDefinition build() {
    ServiceDescriptor.Builder raw =
        ServiceDescriptor.newBuilder(generated.getName())
            .setSchemaDescriptor(generated.getSchemaDescriptor());
    methods.forEach(method -> raw.addMethod(method.getMethodDescriptor()));
    ServerServiceDefinition.Builder service = ServerServiceDefinition.builder(raw.build());
    methods.forEach(service::addMethod);
    return service.build();
  }
}
