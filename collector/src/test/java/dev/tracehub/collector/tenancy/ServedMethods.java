/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.tenancy;

import static java.util.stream.Collectors.toMap;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Channel;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Asks a server by reflection which methods it serves, and with which messages. */
final class ServedMethods {

  private ServedMethods() {}

  /** All methods by their full names, such as {@code tracehub.v1.QueryService/GetTrace}. */
  static Map<String, MethodDescriptor> of(Channel channel) {
    Map<String, MethodDescriptor> methods = new TreeMap<>();
    ServerReflectionRequest list = ServerReflectionRequest.newBuilder().setListServices("").build();
    ask(channel, list)
        .getListServicesResponse()
        .getServiceList()
        .forEach(service -> addMethods(channel, service.getName(), methods));
    return methods;
  }

  private static void addMethods(
      Channel channel, String service, Map<String, MethodDescriptor> methods) {
    ServerReflectionRequest request =
        ServerReflectionRequest.newBuilder().setFileContainingSymbol(service).build();
    List<FileDescriptorProto> files = new ArrayList<>();
    for (ByteString file :
        ask(channel, request).getFileDescriptorResponse().getFileDescriptorProtoList()) {
      try {
        files.add(FileDescriptorProto.parseFrom(file));
      } catch (InvalidProtocolBufferException e) {
        throw new AssertionError(service, e);
      }
    }
    Map<String, FileDescriptorProto> byName =
        files.stream().collect(toMap(FileDescriptorProto::getName, file -> file, (a, b) -> a));
    Map<String, FileDescriptor> built = new HashMap<>();
    for (FileDescriptorProto file : files) {
      build(file, byName, built).getServices().stream()
          .filter(found -> found.getFullName().equals(service))
          .flatMap(found -> found.getMethods().stream())
          .forEach(method -> methods.put(service + "/" + method.getName(), method));
    }
  }

  private static FileDescriptor build(
      FileDescriptorProto file,
      Map<String, FileDescriptorProto> byName,
      Map<String, FileDescriptor> built) {
    FileDescriptor known = built.get(file.getName());
    if (known != null) {
      return known;
    }
    List<FileDescriptor> dependencies = new ArrayList<>();
    for (String dependency : file.getDependencyList()) {
      FileDescriptorProto needed = byName.get(dependency);
      if (needed != null) {
        dependencies.add(build(needed, byName, built));
      }
    }
    try {
      FileDescriptor made =
          FileDescriptor.buildFrom(file, dependencies.toArray(FileDescriptor[]::new), true);
      built.put(file.getName(), made);
      return made;
    } catch (DescriptorValidationException e) {
      throw new AssertionError(file.getName(), e);
    }
  }

  private static ServerReflectionResponse ask(Channel channel, ServerReflectionRequest request) {
    CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
    StreamObserver<ServerReflectionRequest> call =
        ServerReflectionGrpc.newStub(channel)
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse response) {
                    answer.complete(response);
                  }

                  @Override
                  public void onError(Throwable error) {
                    answer.completeExceptionally(error);
                  }

                  @Override
                  public void onCompleted() {
                    answer.completeExceptionally(new AssertionError("no answer"));
                  }
                });
    call.onNext(request);
    call.onCompleted();
    return answer.orTimeout(20, TimeUnit.SECONDS).join();
  }
}
