/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.MethodOptions.IdempotencyLevel;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import dev.tracehub.collector.Collector;
import dev.tracehub.collector.config.Settings;
import dev.tracehub.v1.KeyScope;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls every method that a collector serves, over gRPC and over HTTP, with every wrong key and
 * with the right key of another project, and looks for the refusal and for bytes of the other
 * project.
 *
 * <p>The methods are the server's own list: a new one is called too, and fails until {@link Access}
 * says who may call it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TenancyMatrix {

  private static final String ADMIN_KEY = "an-admin-key-for-this-test";

  /** Methods whose answers hold nothing of a project that this test could look for. */
  private static final Set<String> IMPERSONAL =
      Set.of(
          "tracehub.v1.AdminService/GetIngestStatus",
          "tracehub.v1.AdminService/GetProjectUse",
          "tracehub.v1.AdminService/ListDeadLetters",
          "tracehub.v1.AdminService/ReplayDeadLetters",
          // No re-rate is made here.
          "tracehub.v1.PricingService/PreviewRerate",
          "tracehub.v1.PricingService/GetRerate",
          "tracehub.v1.PricingService/ListRerates");

  private final MovableClock clock = new MovableClock();
  private Collector collector;
  private ManagedChannel channel;
  private Map<String, MethodDescriptor> methods;
  private Tenant ours;
  private Tenant theirs;

  /** Refusals by the credentials that meet them, whatever is called. */
  private final Map<Credential, String> refusals = new LinkedHashMap<>();

  /** A key for everything in an inactive project, and one in a deleted project. */
  private Credential sleeping;

  private Credential deleted;

  /** Keys of a project by the only scope that they have. */
  private final Map<KeyScope, Credential> single = new HashMap<>();

  /** The settings that choose the store. */
  abstract Map<String, String> store();

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    Map<String, String> values = new HashMap<>(store());
    values.putAll(Map.of("grpc_port", "0", "http_port", "0", "admin_key", ADMIN_KEY));
    values.put("data_dir", folder.toString());
    collector =
        Collector.start(
            Settings.of(values),
            clock,
            cause -> {
              throw new AssertionError("fatal", cause);
            });
    channel =
        Grpc.newChannelBuilderForAddress(
                "127.0.0.1", collector.grpcPort(), InsecureChannelCredentials.create())
            .build();
    methods = ServedMethods.of(channel);
    ours = new Tenant(channel, ADMIN_KEY, "ours", 1);
    theirs = new Tenant(channel, ADMIN_KEY, "theirs", 2);
    ours.record(clock);
    theirs.record(clock);
    wrongKeys();
  }

  private void wrongKeys() {
    refusals.put(new Credential("no key", Map.of()), "UNAUTHENTICATED CREDENTIALS_MISSING");
    refusals.put(Credential.key("no form", "hello"), "UNAUTHENTICATED KEY_MALFORMED");
    refusals.put(
        new Credential("no scheme", Map.of("authorization", "hello")),
        "UNAUTHENTICATED CREDENTIALS_MALFORMED");
    refusals.put(theirs.misspelt(), "UNAUTHENTICATED KEY_MALFORMED");
    refusals.put(new UnknownKey(theirs.admin()).credential(), "UNAUTHENTICATED KEY_UNKNOWN");
    refusals.put(theirs.inactive(), "UNAUTHENTICATED KEY_INACTIVE");
    refusals.put(theirs.revoked(), "UNAUTHENTICATED KEY_REVOKED");
    refusals.put(
        new Credential(
            "key of ours that names theirs",
            Map.of(
                "x-api-key",
                ours.admin().headers().get("x-api-key"),
                "x-tracehub-project",
                theirs.id())),
        "PERMISSION_DENIED PROJECT_MISMATCH");
    refusals.put(theirs.expiring(clock), "UNAUTHENTICATED KEY_EXPIRED");
    clock.advance(Duration.ofMinutes(61));
    Tenant asleep = new Tenant(channel, ADMIN_KEY, "asleep", 3);
    sleeping = asleep.admin();
    asleep.deactivate();
    Tenant removed = new Tenant(channel, ADMIN_KEY, "removed", 4);
    deleted = removed.admin();
    removed.delete();
    for (KeyScope scope : Access.wrong(KeyScope.KEY_SCOPE_ADMIN)) {
      single.put(scope, theirs.with(scope));
    }
  }

  @AfterAll
  void stop() {
    channel.shutdownNow();
    collector.close();
  }

  @Test
  void everyMethod_isClassified() {
    Set<String> known = new TreeSet<>(Access.scopes().keySet());
    known.addAll(Access.OPEN);
    assertThat(methods.keySet()).containsExactlyInAnyOrderElementsOf(known);
  }

  @Test
  void everyPath_isClassified() {
    Set<String> known = new TreeSet<>();
    Access.scopes().keySet().forEach(method -> known.add("/" + method));
    known.addAll(Access.OPEN_PATHS);
    known.addAll(Access.INGEST_PATHS);
    assertThat(collector.httpPaths()).containsExactlyInAnyOrderElementsOf(known);
  }

  @TestFactory
  Stream<DynamicTest> wrongKey_isRefusedEverywhere() {
    return forEachMethod(
        (method, wire) -> {
          DynamicMessage request = asking(theirs, method);
          for (Map.Entry<Credential, String> wrong : expected(name(method)).entrySet()) {
            Reply reply = wire.call(method, request, wrong.getKey());
            assertThat(reply.refusal())
                .as("%s: %s", wrong.getKey(), reply)
                .isEqualTo(wrong.getValue());
            assertThat(reply.text()).as("%s", wrong.getKey()).doesNotContain(theirs.marks());
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> keyOfOneProject_seesNothingOfAnother() {
    return forEachMethod(
        (method, wire) -> {
          DynamicMessage request = asking(theirs, method);
          String asked = request.toString();
          Reply reply = wire.call(method, request, ours.admin());
          assertThat(reply.text()).doesNotContain(theirs.marks());
          for (String id : theirs.ids().values()) {
            assertThat(asked.contains(id) || !reply.text().contains(id))
                .as("%s in %s", id, reply)
                .isTrue();
          }
        });
  }

  /** Else the tests above would find nothing because nothing is ever there. */
  @TestFactory
  Stream<DynamicTest> ownKey_seesItsOwn() {
    return forEachMethod(
        (method, wire) -> {
          boolean telling =
              Access.scopes().get(name(method)) != KeyScope.KEY_SCOPE_INGEST
                  && method.getOptions().getIdempotencyLevel() == IdempotencyLevel.NO_SIDE_EFFECTS
                  && !IMPERSONAL.contains(name(method));
          if (telling) {
            Reply reply = wire.call(method, asking(theirs, method), theirs.admin());
            assertThat(reply.code()).as("%s", reply).isEqualTo("OK");
            assertThat(reply.text()).contains(theirs.marks());
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> openMethod_tellsNothingOfAProject() {
    GrpcWire wire = new GrpcWire(channel);
    return Access.OPEN.stream()
        .sorted()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () -> {
                      MethodDescriptor method = methods.get(name);
                      Reply reply =
                          wire.call(
                              method,
                              DynamicMessage.getDefaultInstance(method.getInputType()),
                              new Credential("no key", Map.of()));
                      assertThat(reply.text()).doesNotContain(theirs.marks(), ours.marks());
                    }));
  }

  @TestFactory
  Stream<DynamicTest> wrongKey_isRefusedByOtlpOverHttp() {
    JsonWire wire = new JsonWire(collector.httpPort());
    String anIngestMethod = "tracehub.v1.TraceService/SendBatch";
    return Access.INGEST_PATHS.stream()
        .sorted()
        .map(
            path ->
                DynamicTest.dynamicTest(
                    path,
                    () -> {
                      for (var wrong : expected(anIngestMethod).entrySet()) {
                        Reply reply = wire.post(path, "{}", wrong.getKey());
                        assertThat(reply.refusal())
                            .as("%s: %s", wrong.getKey(), reply)
                            .isEqualTo(wrong.getValue());
                      }
                      assertThat(wire.post(path, "{}", theirs.admin()).code()).isEqualTo("OK");
                    }));
  }

  /** Every wrong key with what it meets at a method, keys of the wrong scope among them. */
  private Map<Credential, String> expected(String method) {
    Map<Credential, String> expected = new LinkedHashMap<>(refusals);
    for (KeyScope scope : Access.wrong(Access.scopes().get(method))) {
      expected.put(single.get(scope), "PERMISSION_DENIED SCOPE_MISSING");
    }
    if (Access.scopes().get(method) != KeyScope.KEY_SCOPE_ADMIN) {
      expected.put(sleeping, "PERMISSION_DENIED PROJECT_INACTIVE");
    }
    expected.put(deleted, "PERMISSION_DENIED PROJECT_DELETED");
    return expected;
  }

  private static DynamicMessage asking(Tenant tenant, MethodDescriptor method) {
    return new RequestFiller(tenant.ids()).fill(method.getInputType());
  }

  private static String name(MethodDescriptor method) {
    return method.getService().getFullName() + "/" + method.getName();
  }

  private Stream<DynamicTest> forEachMethod(Check check) {
    List<DynamicTest> tests = new ArrayList<>();
    Map<String, Wire> wires =
        Map.of("gRPC", new GrpcWire(channel), "JSON", new JsonWire(collector.httpPort()));
    methods.forEach(
        (name, method) -> {
          if (!Access.OPEN.contains(name)) {
            wires.forEach(
                (protocol, wire) ->
                    tests.add(
                        DynamicTest.dynamicTest(
                            name + " over " + protocol, () -> check.run(method, wire))));
          }
        });
    return tests.stream();
  }

  /** What is to be seen of a method by one of the ways to call it. */
  private interface Check {
    void run(MethodDescriptor method, Wire wire);
  }
}
