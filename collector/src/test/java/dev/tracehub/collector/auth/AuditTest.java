/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracehub.v1.AuditEvent;
import dev.tracehub.v1.CreateKeyRequest;
import dev.tracehub.v1.CreateKeyResponse;
import dev.tracehub.v1.CreateProjectRequest;
import dev.tracehub.v1.KeyScope;
import dev.tracehub.v1.ListAuditEventsRequest;
import dev.tracehub.v1.ListAuditEventsResponse;
import dev.tracehub.v1.MaskingPolicy;
import dev.tracehub.v1.ProjectServiceGrpc.ProjectServiceBlockingStub;
import dev.tracehub.v1.RevokeKeyRequest;
import dev.tracehub.v1.UpdateProjectRequest;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditTest {

  private final AuthFixture fixture = new AuthFixture();
  private final ProjectServer server = new ProjectServer(fixture);
  private final ProjectServiceBlockingStub admin = server.admin();

  @BeforeEach
  void create() {
    create("shop");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void change_isToldWithWhoAndBeforeAndAfter() {
    CreateKeyResponse key = createKey();
    rename(server.as(key.getSecret()), "The shop");

    List<AuditEvent> events = events("shop");

    assertThat(events)
        .extracting(AuditEvent::getAction)
        .containsExactly("UpdateProject", "CreateKey", "CreateProject");
    AuditEvent renamed = events.get(0);
    assertThat(renamed.getActor()).isEqualTo(key.getKey().getKeyId());
    assertThat(renamed.getResource()).isEqualTo("project/shop");
    assertThat(renamed.getBefore()).doesNotContain("The shop").contains("\"projectId\":\"shop\"");
    assertThat(renamed.getAfter()).contains("\"displayName\":\"The shop\"");
    AuditEvent created = events.get(1);
    assertThat(created.getActor()).isEqualTo("admin");
    assertThat(created.getResource()).isEqualTo("key/" + key.getKey().getKeyId());
    assertThat(created.getBefore()).isEmpty();
    assertThat(events).extracting(AuditEvent::toString).noneMatch(e -> e.contains(key.getSecret()));
  }

  @Test
  void changeOfMasking_isTold_butForWhatIsAllowed() {
    CreateKeyResponse key = createKey();
    MaskingPolicy.Builder policy =
        MaskingPolicy.newBuilder().putFamilies("email", true).putFamilies("jwt", false);
    policy.addPatternsBuilder().setName("staff").setPattern("EMP-[0-9]{6}");
    mask(server.as(key.getSecret()), policy);
    mask(admin, policy.addAllowedValues("kim@example.com"));
    mask(admin, policy);

    List<AuditEvent> events = events("shop");

    assertThat(events)
        .extracting(AuditEvent::getAction)
        .containsExactly("UpdateProject", "UpdateProject", "CreateKey", "CreateProject");
    AuditEvent first = events.get(1);
    assertThat(first.getActor()).isEqualTo(key.getKey().getKeyId());
    assertThat(first.getBefore()).doesNotContain("masking");
    assertThat(first.getAfter())
        .contains("\"email\":true", "\"jwt\":false", "\"pattern\":\"EMP-[0-9]{6}\"");
    assertThat(events).extracting(AuditEvent::toString).noneMatch(e -> e.contains("kim@"));
  }

  @Test
  void nothingChanged_nothingTold() {
    CreateKeyResponse key = createKey();
    revoke(key);
    revoke(key);
    rename(admin, "");
    assertThatThrownBy(() -> create("shop")).isInstanceOf(StatusRuntimeException.class);

    assertThat(events("shop"))
        .extracting(AuditEvent::getAction)
        .containsExactly("RevokeKey", "CreateKey", "CreateProject");
  }

  @Test
  void logThatCannotBeWritten_stopsTheChange() {
    fixture.records.down(true);
    assertThatThrownBy(() -> rename(admin, "x")).isInstanceOf(StatusRuntimeException.class);
    fixture.records.down(false);

    assertThat(events("shop")).hasSize(1);
  }

  @Test
  void pages_tellEverythingOnceNewestFirst() {
    for (int i = 0; i < 25; i++) {
      fixture.clock.advance(Duration.ofMillis(1));
      rename(admin, "name " + i);
    }
    List<AuditEvent> paged = new ArrayList<>();
    String token = "";
    do {
      ListAuditEventsResponse page =
          admin.listAuditEvents(
              ListAuditEventsRequest.newBuilder()
                  .setProjectId("shop")
                  .setPageSize(10)
                  .setPageToken(token)
                  .build());
      paged.addAll(page.getEventsList());
      token = page.getNextPageToken();
    } while (!token.isEmpty());

    assertThat(paged).hasSize(26).isEqualTo(events("shop"));
    assertThat(paged.get(0).getAfter()).contains("name 24");
  }

  @Test
  void otherProjects_haveLogsOfTheirOwn() {
    create("other");
    String holder = fixture.key("other", KeyScope.KEY_SCOPE_ADMIN);

    assertThat(events("other")).extracting(AuditEvent::getProjectId).containsOnly("other");
    assertThatThrownBy(
            () ->
                server
                    .as(holder)
                    .listAuditEvents(
                        ListAuditEventsRequest.newBuilder().setProjectId("shop").build()))
        .hasMessageContaining("there is no such project");
  }

  @Test
  void wrongToken_isRefused() {
    assertThatThrownBy(
            () ->
                admin.listAuditEvents(
                    ListAuditEventsRequest.newBuilder()
                        .setProjectId("shop")
                        .setPageToken("zz")
                        .build()))
        .hasMessageContaining("page_token: unknown (expected: next_page_token");
  }

  private void create(String project) {
    var unused =
        admin.createProject(CreateProjectRequest.newBuilder().setProjectId(project).build());
  }

  private CreateKeyResponse createKey() {
    fixture.clock.advance(Duration.ofMillis(1));
    return admin.createKey(
        CreateKeyRequest.newBuilder()
            .setProjectId("shop")
            .addScopes(KeyScope.KEY_SCOPE_ADMIN)
            .build());
  }

  private void rename(ProjectServiceBlockingStub caller, String name) {
    fixture.clock.advance(Duration.ofMillis(1));
    var unused =
        caller.updateProject(
            UpdateProjectRequest.newBuilder().setProjectId("shop").setDisplayName(name).build());
  }

  private void mask(ProjectServiceBlockingStub caller, MaskingPolicy.Builder policy) {
    fixture.clock.advance(Duration.ofMillis(1));
    var unused =
        caller.updateProject(
            UpdateProjectRequest.newBuilder().setProjectId("shop").setMasking(policy).build());
  }

  private void revoke(CreateKeyResponse key) {
    fixture.clock.advance(Duration.ofMillis(1));
    var unused =
        admin.revokeKey(
            RevokeKeyRequest.newBuilder()
                .setProjectId("shop")
                .setKeyId(key.getKey().getKeyId())
                .build());
  }

  private List<AuditEvent> events(String project) {
    return admin
        .listAuditEvents(ListAuditEventsRequest.newBuilder().setProjectId(project).build())
        .getEventsList();
  }
}
