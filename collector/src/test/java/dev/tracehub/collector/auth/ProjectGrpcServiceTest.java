/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import static dev.tracehub.v1.KeyScope.KEY_SCOPE_ADMIN;
import static dev.tracehub.v1.KeyScope.KEY_SCOPE_INGEST;
import static dev.tracehub.v1.KeyScope.KEY_SCOPE_READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import dev.tracehub.storage.Retention;
import dev.tracehub.v1.ActivateKeyRequest;
import dev.tracehub.v1.ApiKey;
import dev.tracehub.v1.CreateKeyRequest;
import dev.tracehub.v1.CreateKeyResponse;
import dev.tracehub.v1.CreateProjectRequest;
import dev.tracehub.v1.GetProjectRequest;
import dev.tracehub.v1.KeyScope;
import dev.tracehub.v1.KeyState;
import dev.tracehub.v1.ListKeysRequest;
import dev.tracehub.v1.ListProjectsRequest;
import dev.tracehub.v1.ListProjectsResponse;
import dev.tracehub.v1.MaskingPattern;
import dev.tracehub.v1.MaskingPolicy;
import dev.tracehub.v1.Project;
import dev.tracehub.v1.ProjectServiceGrpc;
import dev.tracehub.v1.ProjectServiceGrpc.ProjectServiceBlockingStub;
import dev.tracehub.v1.RevokeKeyRequest;
import dev.tracehub.v1.UpdateProjectRequest;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectGrpcServiceTest {

  private final AuthFixture fixture = new AuthFixture();
  private final KeyAuthenticator authenticator = fixture.withAdminKey();
  private final String name = InProcessServerBuilder.generateName();
  private final ManagedChannel channel =
      InProcessChannelBuilder.forName(name).directExecutor().build();

  private Server server;
  private ProjectServiceBlockingStub admin;

  @BeforeEach
  void start() throws IOException {
    server =
        InProcessServerBuilder.forName(name)
            .directExecutor()
            .addService(fixture.service())
            .intercept(AuthInterceptor.forInProcess(authenticator))
            .build()
            .start();
    admin = as(AuthFixture.ADMIN_KEY);
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  @Test
  void createdProject_isFound() {
    Project created = create("one");

    assertThat(created.getDisplayName()).isEqualTo("Project one");
    assertThat(Timestamps.toMillis(created.getCreateTime())).isEqualTo(fixture.clock.millis());
    assertThat(get(admin, "one")).isEqualTo(created);
  }

  @Test
  void createdProject_isFoundAfterItWasMissed() {
    refused(() -> get(admin, "one"), Status.Code.NOT_FOUND, "PROJECT_NOT_FOUND");
    create("one");

    assertThat(get(admin, "one").getProjectId()).isEqualTo("one");
  }

  @Test
  void projectWithATakenId_isRefused() {
    create("one");

    refused(() -> create("one"), Status.Code.ALREADY_EXISTS, "PROJECT_EXISTS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "One", "1a", "-a", "a_b", "a b", "a/b", "é"})
  void projectIds_areChecked(String id) {
    invalid(() -> create(id), "project_id");
    invalid(() -> get(admin, id), "project_id");
  }

  @Test
  void projectIds_mayHave64Characters() {
    assertThat(create("a".repeat(64)).getProjectId()).hasSize(64);
    invalid(() -> create("a".repeat(65)), "project_id");
  }

  @Test
  void updatedProject_keepsWhatIsNotNamed() {
    create("one");

    Project kept = update(admin, "one", request -> request.setRetentionDays(30));
    assertThat(kept.getRetentionDays()).isEqualTo(30);
    assertThat(kept.getDisplayName()).isEqualTo("Project one");
    assertThat(get(admin, "one")).isEqualTo(kept);
    assertThat(retention("one")).contains(Retention.DAYS_30);

    Project named = update(admin, "one", request -> request.setDisplayName("other"));
    assertThat(named.getRetentionDays()).isEqualTo(30);
    assertThat(named.getDisplayName()).isEqualTo("other");

    update(admin, "one", request -> request.setRetentionDays(0));
    assertThat(retention("one")).isEmpty();
  }

  @Test
  void createdProject_hasItsRetention() {
    CreateProjectRequest.Builder request =
        CreateProjectRequest.newBuilder().setProjectId("one").setRetentionDays(7);

    assertThat(admin.createProject(request.build()).getProject().getRetentionDays()).isEqualTo(7);
    invalid(
        () -> admin.createProject(request.setProjectId("two").setRetentionDays(8).build()),
        "retention_days");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1, 8, 365, 401, 36500, Integer.MAX_VALUE})
  void retention_isOneOfTheClasses(int days) {
    create("one");

    invalid(
        () -> update(admin, "one", request -> request.setRetentionDays(days)), "retention_days");
    assertThatThrownBy(() -> update(admin, "one", request -> request.setRetentionDays(days)))
        .hasMessageContaining(days + " (expected: one of [7, 30, 90, 400, 3650]");
    assertThat(get(admin, "one").getRetentionDays()).isZero();
  }

  @Test
  void masking_isReplacedAsAWhole_andKeptWhenNotNamed() {
    MaskingPolicy emails = MaskingPolicy.newBuilder().putFamilies("email", true).build();
    CreateProjectRequest.Builder request =
        CreateProjectRequest.newBuilder().setProjectId("one").setMasking(emails);
    assertThat(admin.createProject(request.build()).getProject().getMasking()).isEqualTo(emails);

    update(admin, "one", change -> change.setRetentionDays(30));
    assertThat(get(admin, "one").getMasking()).isEqualTo(emails);
    assertThat(masking("one")).isEqualTo(emails);

    MaskingPolicy own =
        MaskingPolicy.newBuilder()
            .addPatterns(MaskingPattern.newBuilder().setName("staff").setPattern("EMP-\\d+"))
            .build();
    assertThat(update(admin, "one", change -> change.setMasking(own)).getMasking()).isEqualTo(own);
    assertThat(masking("one")).isEqualTo(own);
  }

  @Test
  void masking_isChecked() {
    create("one");
    MaskingPolicy.Builder policy = MaskingPolicy.newBuilder().putFamilies("emial", true);

    invalid(
        () -> update(admin, "one", change -> change.setMasking(policy)),
        "masking.families[\"emial\"]");
    policy.clear().addPatterns(MaskingPattern.newBuilder().setName("staff").setPattern("("));
    invalid(
        () -> update(admin, "one", change -> change.setMasking(policy)),
        "masking.patterns[0].pattern");
    invalid(
        () ->
            admin.createProject(
                CreateProjectRequest.newBuilder().setProjectId("two").setMasking(policy).build()),
        "masking.patterns[0].pattern");
  }

  private MaskingPolicy masking(String project) {
    return fixture.registry.masking(project).toCompletableFuture().join();
  }

  @Test
  void projectsAdmin_mayChangeItsOwnProjectAlone() {
    create("one");
    create("two");
    ProjectServiceBlockingStub holder = as(key("one", KEY_SCOPE_ADMIN).getSecret());

    update(holder, "one", request -> request.setRetentionDays(90));
    refused(
        () -> update(holder, "two", request -> request.setRetentionDays(7)),
        Status.Code.NOT_FOUND,
        "PROJECT_NOT_FOUND");
    refused(
        () -> update(admin, "three", request -> request.setRetentionDays(7)),
        Status.Code.NOT_FOUND,
        "PROJECT_NOT_FOUND");
    assertThat(get(admin, "two").getRetentionDays()).isZero();
  }

  @Test
  void displayName_hasALimit() {
    CreateProjectRequest.Builder request = CreateProjectRequest.newBuilder().setProjectId("one");

    invalid(
        () -> admin.createProject(request.setDisplayName("é".repeat(201)).build()), "display_name");
    admin.createProject(request.setDisplayName("é".repeat(200)).build());
  }

  @Test
  void projects_arePagedById() {
    for (String id : List.of("c", "a", "e", "b", "d")) {
      create(id);
    }
    List<String> ids = new ArrayList<>();
    String token = "";
    do {
      ListProjectsResponse page = list(admin, 2, token);
      page.getProjectsList().forEach(project -> ids.add(project.getProjectId()));
      token = page.getNextPageToken();
    } while (!token.isEmpty());

    assertThat(ids).containsExactly("a", "b", "c", "d", "e");
    assertThat(list(admin, 5, "").getNextPageToken()).isEmpty();
    invalid(() -> list(admin, -1, ""), "page_size");
    invalid(() -> list(admin, 1001, ""), "page_size");
    invalid(() -> list(admin, 0, "nonsense!"), "page_token");
    invalid(() -> list(admin, 0, "AAAA"), "page_token");
  }

  @Test
  void createdKey_opensItsProjectAlone() {
    create("one");
    create("two");
    CreateKeyResponse created = key("one", KEY_SCOPE_ADMIN);

    assertThat(created.getSecret()).startsWith("th_admin_").contains(created.getKey().getKeyId());
    ProjectServiceBlockingStub holder = as(created.getSecret());
    assertThat(get(holder, "one").getProjectId()).isEqualTo("one");
    assertThat(list(holder, 0, "").getProjectsList())
        .extracting(Project::getProjectId)
        .containsExactly("one");
  }

  @Test
  void otherProjects_doNotExistForAProjectsAdmin() {
    create("one");
    create("two");
    String theirs = key("two", KEY_SCOPE_READ).getKey().getKeyId();
    ProjectServiceBlockingStub holder = as(key("one", KEY_SCOPE_ADMIN).getSecret());

    refused(() -> get(holder, "two"), Status.Code.NOT_FOUND, "PROJECT_NOT_FOUND");
    refused(() -> key(holder, "two", KEY_SCOPE_READ), Status.Code.NOT_FOUND, "PROJECT_NOT_FOUND");
    refused(() -> keys(holder, "two"), Status.Code.NOT_FOUND, "PROJECT_NOT_FOUND");
    refused(() -> activate(holder, "two", theirs), Status.Code.NOT_FOUND, "PROJECT_NOT_FOUND");
    refused(() -> revoke(holder, "two", theirs), Status.Code.NOT_FOUND, "PROJECT_NOT_FOUND");
    refused(() -> revoke(holder, "one", theirs), Status.Code.NOT_FOUND, "KEY_NOT_FOUND");
    refused(
        () -> holder.createProject(CreateProjectRequest.newBuilder().setProjectId("three").build()),
        Status.Code.PERMISSION_DENIED,
        "ADMIN_KEY_REQUIRED");
    assertThat(keys(admin, "two").get(0).getState()).isEqualTo(KeyState.KEY_STATE_ACTIVE);
  }

  @Test
  void keys_areListedOldestFirstWithoutSecrets() {
    create("one");
    CreateKeyResponse first = key("one", KEY_SCOPE_READ);
    fixture.clock.advance(Duration.ofSeconds(1));
    CreateKeyResponse second = key("one", KEY_SCOPE_INGEST);

    List<ApiKey> keys = keys(admin, "one");

    assertThat(keys).containsExactly(first.getKey(), second.getKey());
    assertThat(keys.toString())
        .doesNotContain(first.getSecret().substring(25))
        .doesNotContain(second.getSecret().substring(25));
  }

  @Test
  void inactiveKey_worksOnceItIsActivated() {
    create("one");
    CreateKeyResponse created =
        admin.createKey(
            CreateKeyRequest.newBuilder()
                .setProjectId("one")
                .addScopes(KEY_SCOPE_ADMIN)
                .setInactive(true)
                .build());
    ProjectServiceBlockingStub holder = as(created.getSecret());
    assertThat(created.getKey().getState()).isEqualTo(KeyState.KEY_STATE_INACTIVE);
    refused(() -> get(holder, "one"), Status.Code.UNAUTHENTICATED, "KEY_INACTIVE");

    ApiKey activated = activate(admin, "one", created.getKey().getKeyId());

    assertThat(activated.getState()).isEqualTo(KeyState.KEY_STATE_ACTIVE);
    assertThat(get(holder, "one").getProjectId()).isEqualTo("one");
    assertThat(activate(admin, "one", activated.getKeyId())).isEqualTo(activated);
  }

  @Test
  void revokedKey_isRefusedAtOnceAndForEver() {
    create("one");
    CreateKeyResponse created = key("one", KEY_SCOPE_ADMIN);
    ProjectServiceBlockingStub holder = as(created.getSecret());
    get(holder, "one");
    String id = created.getKey().getKeyId();

    ApiKey revoked = revoke(admin, "one", id);

    assertThat(revoked.getState()).isEqualTo(KeyState.KEY_STATE_REVOKED);
    assertThat(revoked.hasRevokeTime()).isTrue();
    refused(() -> get(holder, "one"), Status.Code.UNAUTHENTICATED, "KEY_REVOKED");
    refused(() -> activate(admin, "one", id), Status.Code.FAILED_PRECONDITION, "KEY_ENDED");
    fixture.clock.advance(Duration.ofSeconds(5));
    assertThat(revoke(admin, "one", id)).isEqualTo(revoked);
  }

  @Test
  void keyRequests_areChecked() {
    create("one");
    CreateKeyRequest good =
        CreateKeyRequest.newBuilder().setProjectId("one").addScopes(KEY_SCOPE_READ).build();

    invalidKey(good, key -> key.clearProjectId(), "project_id");
    invalidKey(good, key -> key.clearScopes(), "scopes");
    invalidKey(good, key -> key.addScopes(KeyScope.KEY_SCOPE_UNSPECIFIED), "scopes[1]");
    invalidKey(good, key -> key.addScopesValue(77), "scopes[1]");
    invalidKey(good, key -> key.setDescription("x".repeat(1001)), "description");
    invalidKey(good, key -> key.setExpireTime(time(fixture.clock.millis())), "expire_time");
    invalidKey(good, key -> key.setExpireTime(Timestamp.newBuilder().setNanos(-1)), "expire_time");
    invalid(() -> activate(admin, "one", ""), "key_id");
    invalid(() -> revoke(admin, "", "x"), "project_id");
    refused(() -> revoke(admin, "one", "x"), Status.Code.NOT_FOUND, "KEY_NOT_FOUND");
  }

  @Test
  void repeatedScopes_countOnce() {
    create("one");

    assertThat(
            key("one", KEY_SCOPE_READ, KEY_SCOPE_INGEST, KEY_SCOPE_READ).getKey().getScopesList())
        .containsExactly(KEY_SCOPE_INGEST, KEY_SCOPE_READ);
  }

  @Test
  void storeThatIsDown_isUnavailable() {
    fixture.records.down(true);

    refused(() -> create("one"), Status.Code.UNAVAILABLE, "STORE_UNAVAILABLE");
    refused(() -> list(admin, 0, ""), Status.Code.UNAVAILABLE, "STORE_UNAVAILABLE");
  }

  @Test
  void defaultProject_isCreatedOnce() {
    fixture.registry.createDefaultProject(fixture.clock);
    Project first = get(admin, "default");
    fixture.clock.advance(Duration.ofDays(1));
    fixture.registry.createDefaultProject(fixture.clock);

    assertThat(get(admin, "default")).isEqualTo(first);
  }

  private ProjectServiceBlockingStub as(String key) {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("x-api-key", Metadata.ASCII_STRING_MARSHALLER), key);
    return ProjectServiceGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private Optional<Retention> retention(String id) {
    return fixture.registry.retention(id).toCompletableFuture().join();
  }

  private static Project update(
      ProjectServiceBlockingStub caller,
      String id,
      UnaryOperator<UpdateProjectRequest.Builder> change) {
    UpdateProjectRequest.Builder request = UpdateProjectRequest.newBuilder().setProjectId(id);
    return caller.updateProject(change.apply(request).build()).getProject();
  }

  private Project create(String id) {
    return admin
        .createProject(
            CreateProjectRequest.newBuilder()
                .setProjectId(id)
                .setDisplayName("Project " + id)
                .build())
        .getProject();
  }

  private static Project get(ProjectServiceBlockingStub stub, String id) {
    return stub.getProject(GetProjectRequest.newBuilder().setProjectId(id).build()).getProject();
  }

  private static ListProjectsResponse list(
      ProjectServiceBlockingStub stub, int size, String token) {
    return stub.listProjects(
        ListProjectsRequest.newBuilder().setPageSize(size).setPageToken(token).build());
  }

  private CreateKeyResponse key(String project, KeyScope... scopes) {
    return key(admin, project, scopes);
  }

  private static CreateKeyResponse key(
      ProjectServiceBlockingStub stub, String project, KeyScope... scopes) {
    return stub.createKey(
        CreateKeyRequest.newBuilder().setProjectId(project).addAllScopes(List.of(scopes)).build());
  }

  private static List<ApiKey> keys(ProjectServiceBlockingStub stub, String project) {
    return stub.listKeys(ListKeysRequest.newBuilder().setProjectId(project).build()).getKeysList();
  }

  private static ApiKey activate(ProjectServiceBlockingStub stub, String project, String keyId) {
    return stub.activateKey(
            ActivateKeyRequest.newBuilder().setProjectId(project).setKeyId(keyId).build())
        .getKey();
  }

  private static ApiKey revoke(ProjectServiceBlockingStub stub, String project, String keyId) {
    return stub.revokeKey(
            RevokeKeyRequest.newBuilder().setProjectId(project).setKeyId(keyId).build())
        .getKey();
  }

  private static Timestamp time(long millis) {
    return Timestamps.fromMillis(millis);
  }

  private void invalidKey(
      CreateKeyRequest good, Consumer<CreateKeyRequest.Builder> change, String field) {
    CreateKeyRequest.Builder changed = good.toBuilder();
    change.accept(changed);
    invalid(() -> admin.createKey(changed.build()), field);
  }

  private static void refused(Runnable call, Status.Code code, String reason) {
    StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class, call::run);
    assertThat(failure).as(reason).isNotNull();
    assertThat(failure.getStatus().getCode()).isEqualTo(code);
    assertThat(detail(failure, ErrorInfo.class).getReason()).isEqualTo(reason);
  }

  private static void invalid(Runnable call, String field) {
    StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class, call::run);
    assertThat(failure).as(field).isNotNull();
    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(detail(failure, BadRequest.class).getFieldViolations(0).getField()).isEqualTo(field);
  }

  private static <T extends Message> T detail(StatusRuntimeException failure, Class<T> type) {
    try {
      for (var detail : StatusProto.fromThrowable(failure).getDetailsList()) {
        if (detail.is(type)) {
          return detail.unpack(type);
        }
      }
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
    throw new AssertionError("no " + type.getSimpleName() + " in " + failure);
  }
}
