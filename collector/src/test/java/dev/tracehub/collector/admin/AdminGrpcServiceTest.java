/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.collector.auth.Principal;
import dev.tracehub.v1.ClientStatus;
import dev.tracehub.v1.DeadLetter;
import dev.tracehub.v1.DrainStatus;
import dev.tracehub.v1.GetIngestStatusRequest;
import dev.tracehub.v1.GetIngestStatusResponse;
import dev.tracehub.v1.GetProjectUseRequest;
import dev.tracehub.v1.GetProjectUseResponse;
import dev.tracehub.v1.IngestCounters;
import dev.tracehub.v1.JournalStatus;
import dev.tracehub.v1.KeyScope;
import dev.tracehub.v1.ListClientsRequest;
import dev.tracehub.v1.ListClientsResponse;
import dev.tracehub.v1.ListDeadLettersRequest;
import dev.tracehub.v1.ListDeadLettersResponse;
import dev.tracehub.v1.ListMaskedRequest;
import dev.tracehub.v1.ListMaskedResponse;
import dev.tracehub.v1.ListMissingUsageRequest;
import dev.tracehub.v1.ListMissingUsageResponse;
import dev.tracehub.v1.ListUnpricedModelsRequest;
import dev.tracehub.v1.ListUnpricedModelsResponse;
import dev.tracehub.v1.MaskedCount;
import dev.tracehub.v1.MissingUsage;
import dev.tracehub.v1.ReplayDeadLettersRequest;
import dev.tracehub.v1.ReplayDeadLettersResponse;
import dev.tracehub.v1.StoreStatus;
import dev.tracehub.v1.TlsStatus;
import dev.tracehub.v1.UnpricedModel;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminGrpcServiceTest {

  private static final String ERROR = "cannot store span of project other";

  private final RecordingView view = new RecordingView();
  private final AdminGrpcService service = new AdminGrpcService(view);

  @Test
  void status_ofAProjectsAdmin_hasNoTextsOfErrors() {
    GetIngestStatusResponse status = status(caller(Optional.of("shop"), "key"));

    assertThat(status.toString()).doesNotContain(ERROR);
    assertThat(status.getDrain().getState()).isEqualTo("retrying");
    assertThat(status.getCounters().getMaskedMap()).isEmpty();
  }

  @Test
  void status_ofAnOperator_hasThem() {
    assertThat(status(caller(Optional.empty(), "admin"))).isEqualTo(view.status());
    assertThat(status(caller(Optional.of("default"), ""))).isEqualTo(view.status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "shop"})
  void projectsAdmin_asksForItsOwn(String asked) {
    Principal caller = caller(Optional.of("shop"), "key");
    callAll(caller, asked);

    assertThat(view.asked).hasSize(7).containsOnly(Optional.of("shop"));
  }

  @Test
  void projectsAdmin_findsNoOtherProject() {
    List<Answer<?>> answers = callAll(caller(Optional.of("shop"), "key"), "other");

    assertThat(view.asked).isEmpty();
    assertThat(answers)
        .extracting(answer -> Status.fromThrowable(answer.error).getCode())
        .containsOnly(Status.Code.NOT_FOUND);
  }

  private List<Answer<?>> callAll(Principal caller, String project) {
    var clients = ListClientsRequest.newBuilder().setProjectId(project).build();
    Answer<ListClientsResponse> first = call(caller, to -> service.listClients(clients, to));
    var use = GetProjectUseRequest.newBuilder().setProjectId(project).build();
    Answer<GetProjectUseResponse> second = call(caller, to -> service.getProjectUse(use, to));
    var letters = ListDeadLettersRequest.newBuilder().setProjectId(project).build();
    Answer<ListDeadLettersResponse> third =
        call(caller, to -> service.listDeadLetters(letters, to));
    var replay = ReplayDeadLettersRequest.newBuilder().setProjectId(project).build();
    Answer<ReplayDeadLettersResponse> fourth =
        call(caller, to -> service.replayDeadLetters(replay, to));
    var models = ListUnpricedModelsRequest.newBuilder().setProjectId(project).build();
    Answer<ListUnpricedModelsResponse> fifth =
        call(caller, to -> service.listUnpricedModels(models, to));
    var masked = ListMaskedRequest.newBuilder().setProjectId(project).build();
    Answer<ListMaskedResponse> sixth = call(caller, to -> service.listMasked(masked, to));
    var missing = ListMissingUsageRequest.newBuilder().setProjectId(project).build();
    Answer<ListMissingUsageResponse> seventh =
        call(caller, to -> service.listMissingUsage(missing, to));
    return List.of(first, second, third, fourth, fifth, sixth, seventh);
  }

  private GetIngestStatusResponse status(Principal caller) {
    Answer<GetIngestStatusResponse> answer =
        call(
            caller, to -> service.getIngestStatus(GetIngestStatusRequest.getDefaultInstance(), to));
    return answer.values.get(0);
  }

  private static <T> Answer<T> call(Principal caller, Consumer<StreamObserver<T>> call) {
    Answer<T> answer = new Answer<>();
    Context.current().withValue(Principal.CURRENT, caller).run(() -> call.accept(answer));
    return answer;
  }

  private static Principal caller(Optional<String> project, String keyId) {
    return new Principal(project, Set.of(KeyScope.KEY_SCOPE_ADMIN), keyId);
  }

  private static final class Answer<T> implements StreamObserver<T> {

    private final List<T> values = new ArrayList<>();
    private @Nullable StatusRuntimeException error;

    @Override
    public void onNext(T value) {
      values.add(value);
    }

    @Override
    public void onError(Throwable failure) {
      error = (StatusRuntimeException) failure;
    }

    @Override
    public void onCompleted() {}
  }

  /** Notes whose data it is asked for. */
  private static final class RecordingView implements AdminView {

    private final List<Optional<String>> asked = new ArrayList<>();

    @Override
    public GetIngestStatusResponse status() {
      return GetIngestStatusResponse.newBuilder()
          .setJournal(JournalStatus.newBuilder().setReason(ERROR))
          .setDrain(DrainStatus.newBuilder().setState("retrying").setLastError(ERROR))
          .setStore(StoreStatus.newBuilder().setError(ERROR))
          .setTls(TlsStatus.newBuilder().setLastError(ERROR))
          .setCounters(IngestCounters.newBuilder().putMasked("openai", 3))
          .build();
    }

    @Override
    public List<ClientStatus> clients(String project) {
      asked.add(Optional.of(project));
      return List.of();
    }

    @Override
    public GetProjectUseResponse use(String project) {
      asked.add(Optional.of(project));
      return GetProjectUseResponse.getDefaultInstance();
    }

    @Override
    public List<DeadLetter> deadLetters(Optional<String> project) {
      asked.add(project);
      return List.of();
    }

    @Override
    public long replayDeadLetters(Optional<String> project, Collection<String> ids) {
      asked.add(project);
      return 0;
    }

    @Override
    public List<UnpricedModel> unpricedModels(Optional<String> project) {
      asked.add(project);
      return List.of();
    }

    @Override
    public List<MaskedCount> masked(Optional<String> project) {
      asked.add(project);
      return List.of();
    }

    @Override
    public List<MissingUsage> missingUsage(Optional<String> project) {
      asked.add(project);
      return List.of();
    }
  }
}
