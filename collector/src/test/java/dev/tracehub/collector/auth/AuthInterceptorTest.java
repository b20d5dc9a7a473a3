/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import static dev.tracehub.v1.KeyScope.KEY_SCOPE_READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.tracehub.v1.GetProjectRequest;
import dev.tracehub.v1.GetTraceRequest;
import dev.tracehub.v1.GetTraceResponse;
import dev.tracehub.v1.ProjectServiceGrpc;
import dev.tracehub.v1.QueryServiceGrpc;
import dev.tracehub.v1.TraceSummary;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuthInterceptorTest {

  private static final GetTraceRequest REQUEST = GetTraceRequest.getDefaultInstance();
  private static final MethodDescriptor<GetTraceRequest, GetTraceResponse> UNLISTED =
      QueryServiceGrpc.getGetTraceMethod().toBuilder()
          .setFullMethodName("other.Service/Method")
          .setSchemaDescriptor(null)
          .build();

  private final AuthFixture fixture = new AuthFixture();
  private final AtomicInteger answered = new AtomicInteger();
  private final List<Runnable> closing = new ArrayList<>();

  @AfterEach
  void close() {
    closing.forEach(Runnable::run);
  }

  @Test
  void call_carriesItsPrincipal() throws Exception {
    fixture.project("one");
    String key = fixture.key("one", KEY_SCOPE_READ);

    assertThat(project(network(fixture.withAdminKey()), "authorization", "Bearer " + key))
        .isEqualTo("one");
    assertThat(project(network(fixture.withAdminKey()), "x-api-key", key)).isEqualTo("one");
  }

  @Test
  void call_withoutAKey_isRefused() throws Exception {
    requireCode(network(fixture.withAdminKey()), Status.Code.UNAUTHENTICATED);
  }

  @Test
  void call_withoutTheScope_isRefused() throws Exception {
    fixture.project("one");
    Channel channel =
        with(network(fixture.withAdminKey()), "x-api-key", fixture.key("one", KEY_SCOPE_READ));

    StatusRuntimeException failure =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                ProjectServiceGrpc.newBlockingStub(channel)
                    .getProject(GetProjectRequest.getDefaultInstance()));

    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
  }

  @Test
  void open_isForLoopbackPeers() throws Exception {
    assertThat(network(fixture.open()))
        .satisfies(channel -> assertThat(project(channel)).isEqualTo("default"));
  }

  @Test
  void open_isNotForThoseBehindAProxy() throws Exception {
    Channel channel = with(network(fixture.open()), "x-forwarded-for", "8.8.8.8");

    requireCode(channel, Status.Code.UNAUTHENTICATED);
  }

  @Test
  void networkPeers_cannotForgeTheInternalHeader() throws Exception {
    Metadata forged = new Metadata();
    PeerHeader.write(forged, true);
    forged.put(Metadata.Key.of("x-forwarded-for", Metadata.ASCII_STRING_MARSHALLER), "8.8.8.8");
    Channel channel =
        ClientInterceptors.intercept(
            network(fixture.open()), MetadataUtils.newAttachHeadersInterceptor(forged));

    requireCode(channel, Status.Code.UNAUTHENTICATED);
  }

  @Test
  void inProcess_believesWhatItsTransportSays() throws Exception {
    Metadata local = new Metadata();
    PeerHeader.write(local, true);
    Channel channel = inProcess(fixture.open());

    requireCode(channel, Status.Code.UNAUTHENTICATED);
    assertThat(
            project(
                ClientInterceptors.intercept(
                    channel, MetadataUtils.newAttachHeadersInterceptor(local))))
        .isEqualTo("default");
  }

  @Test
  void peerHeader_replacesWhatStoodThere() {
    Metadata headers = new Metadata();
    PeerHeader.write(headers, true);
    PeerHeader.write(headers, false);

    assertThat(PeerHeader.isLoopback(headers)).isFalse();
  }

  @Test
  void health_isOpen() throws Exception {
    assertThat(
            HealthGrpc.newBlockingStub(network(fixture.withAdminKey()))
                .check(HealthCheckRequest.getDefaultInstance())
                .getStatus())
        .isEqualTo(ServingStatus.SERVING);
  }

  @Test
  void serviceThatIsNotInTheTable_isClosed() throws Exception {
    Channel channel = with(network(fixture.withAdminKey()), "x-api-key", AuthFixture.ADMIN_KEY);

    assertThatThrownBy(
            () -> ClientCalls.blockingUnaryCall(channel, UNLISTED, CallOptions.DEFAULT, REQUEST))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("PERMISSION_DENIED")
        .hasMessageContaining("other.Service/Method");
  }

  @Test
  void call_waitsForAStoreThatIsSlow() throws Exception {
    fixture.project("one");
    String key = fixture.key("one", KEY_SCOPE_READ);
    Channel channel = with(network(fixture.withAdminKey()), "x-api-key", key);
    fixture.records.hold();
    int before = fixture.records.reads();

    CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> project(channel));
    await().until(() -> fixture.records.reads() > before);
    assertThat(answer).isNotDone();
    fixture.records.release();

    assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("one");
  }

  @Test
  void call_givenUpWhileItWaits_isCancelled() throws Exception {
    fixture.project("one");
    String key = fixture.key("one", KEY_SCOPE_READ);
    fixture.records.hold();
    int before = fixture.records.reads();
    Channel channel = with(network(fixture.withAdminKey()), "x-api-key", key);
    CompletableFuture<Status> end = new CompletableFuture<>();
    ClientCall<GetTraceRequest, GetTraceResponse> call =
        channel.newCall(QueryServiceGrpc.getGetTraceMethod(), CallOptions.DEFAULT);
    call.start(closeListener(end), new Metadata());
    call.request(1);
    call.sendMessage(REQUEST);
    await().until(() -> fixture.records.reads() > before);

    call.cancel("no patience", null);
    assertThat(end.get(10, TimeUnit.SECONDS).getCode()).isEqualTo(Status.Code.CANCELLED);
    fixture.records.release();

    assertThat(answered).hasValue(0);
  }

  private Channel network(Authenticator authenticator) throws IOException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    Server server =
        serve(NettyServerBuilder.forAddress(anyPort), AuthInterceptor.forNetwork(authenticator));
    return opened(
        NettyChannelBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()))
            .usePlaintext()
            .build());
  }

  private Channel inProcess(Authenticator authenticator) throws IOException {
    String name = InProcessServerBuilder.generateName();
    serve(InProcessServerBuilder.forName(name), AuthInterceptor.forInProcess(authenticator));
    return opened(InProcessChannelBuilder.forName(name).build());
  }

  private Server serve(ServerBuilder<?> builder, AuthInterceptor interceptor) throws IOException {
    Server server =
        builder
            .addService(new WhoAmI())
            .addService(new HealthStatusManager().getHealthService())
            .addService(
                ServerServiceDefinition.builder("other.Service")
                    .addMethod(UNLISTED, ServerCalls.asyncUnaryCall(new WhoAmI()::getTrace))
                    .build())
            .addService(new ProjectServiceGrpc.ProjectServiceImplBase() {})
            .intercept(interceptor)
            .build()
            .start();
    closing.add(server::shutdownNow);
    return server;
  }

  private Channel opened(ManagedChannel channel) {
    closing.add(channel::shutdownNow);
    return channel;
  }

  private static Channel with(Channel channel, String header, String value) {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of(header, Metadata.ASCII_STRING_MARSHALLER), value);
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private static String project(Channel channel, String header, String value) {
    return project(with(channel, header, value));
  }

  private static String project(Channel channel) {
    return QueryServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(20, TimeUnit.SECONDS)
        .getTrace(REQUEST)
        .getSummary()
        .getTraceId();
  }

  private static void requireCode(Channel channel, Status.Code code) {
    assertThatThrownBy(() -> project(channel))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            failure -> assertThat(failure.getStatus().getCode()).isEqualTo(code));
  }

  private static ClientCall.Listener<GetTraceResponse> closeListener(
      CompletableFuture<Status> end) {
    return new ClientCall.Listener<>() {
      @Override
      public void onClose(Status status, Metadata trailers) {
        end.complete(status);
      }
    };
  }

  /** Answers with the caller's project. */
  private final class WhoAmI extends QueryServiceGrpc.QueryServiceImplBase {

    @Override
    public void getTrace(GetTraceRequest request, StreamObserver<GetTraceResponse> observer) {
      answered.incrementAndGet();
      String project = Principal.CURRENT.get().project().orElse("none");
      observer.onNext(
          GetTraceResponse.newBuilder()
              .setSummary(TraceSummary.newBuilder().setTraceId(project))
              .build());
      observer.onCompleted();
    }
  }
}
