/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.admin;

import dev.tracehub.collector.auth.CallerProject;
import dev.tracehub.collector.auth.Principal;
import dev.tracehub.collector.errors.Failures;
import dev.tracehub.v1.AdminServiceGrpc;
import dev.tracehub.v1.DeadLetter;
import dev.tracehub.v1.GetIngestStatusRequest;
import dev.tracehub.v1.GetIngestStatusResponse;
import dev.tracehub.v1.GetProjectUseRequest;
import dev.tracehub.v1.GetProjectUseResponse;
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
import dev.tracehub.v1.ReplayDeadLettersRequest;
import dev.tracehub.v1.ReplayDeadLettersResponse;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.function.Supplier;

/**
 * Serves AdminService. A project's admin key sees its project; the admin key of the configuration
 * sees all.
 */
public final class AdminGrpcService extends AdminServiceGrpc.AdminServiceImplBase {

  private static final int DEFAULT_PAGE = 50;
  private static final int MAX_PAGE = 1000;

  private final AdminView view;

  /** A service over a view. */
  public AdminGrpcService(AdminView view) {
    this.view = view;
  }

  @Override
  public void getIngestStatus(
      GetIngestStatusRequest request, StreamObserver<GetIngestStatusResponse> answer) {
    answer(answer, () -> isOperator() ? view.status() : withoutTexts(view.status()));
  }

  /** The admin key of the configuration, or somebody on this machine while it is open to that. */
  private static boolean isOperator() {
    Principal caller = Principal.CURRENT.get();
    return caller.project().isEmpty() || caller.keyId().isEmpty();
  }

  /**
   * Errors of stores and disks quote what they are about, whosever that is; what was masked is told
   * by project.
   */
  private static GetIngestStatusResponse withoutTexts(GetIngestStatusResponse status) {
    GetIngestStatusResponse.Builder shown = status.toBuilder();
    shown.getJournalBuilder().clearReason();
    shown.getDrainBuilder().clearLastError();
    shown.getStoreBuilder().clearError();
    shown.getCountersBuilder().clearMasked();
    if (shown.hasTls()) {
      shown.getTlsBuilder().clearLastError();
    }
    return shown.build();
  }

  @Override
  public void listClients(ListClientsRequest request, StreamObserver<ListClientsResponse> answer) {
    answer(
        answer,
        () ->
            ListClientsResponse.newBuilder()
                .addAllClients(view.clients(CallerProject.one(request.getProjectId())))
                .build());
  }

  @Override
  public void getProjectUse(
      GetProjectUseRequest request, StreamObserver<GetProjectUseResponse> answer) {
    answer(answer, () -> view.use(CallerProject.one(request.getProjectId())));
  }

  @Override
  public void listDeadLetters(
      ListDeadLettersRequest request, StreamObserver<ListDeadLettersResponse> answer) {
    answer(answer, () -> deadLetters(request));
  }

  @Override
  public void replayDeadLetters(
      ReplayDeadLettersRequest request, StreamObserver<ReplayDeadLettersResponse> answer) {
    answer(
        answer,
        () ->
            ReplayDeadLettersResponse.newBuilder()
                .setReplayed(
                    view.replayDeadLetters(
                        CallerProject.confined(request.getProjectId()),
                        request.getDeadLetterIdsList()))
                .build());
  }

  private ListDeadLettersResponse deadLetters(ListDeadLettersRequest request) {
    List<DeadLetter> all = view.deadLetters(CallerProject.confined(request.getProjectId()));
    int from = positionAfter(all, request.getPageToken());
    int to = Math.min(all.size(), from + pageSize(request.getPageSize()));
    ListDeadLettersResponse.Builder page =
        ListDeadLettersResponse.newBuilder().addAllDeadLetters(all.subList(from, to));
    if (to < all.size()) {
      page.setNextPageToken(all.get(to - 1).getDeadLetterId());
    }
    return page.build();
  }

  private static int positionAfter(List<DeadLetter> letters, String token) {
    if (token.isEmpty()) {
      return 0;
    }
    for (int i = 0; i < letters.size(); i++) {
      if (letters.get(i).getDeadLetterId().equals(token)) {
        return i + 1;
      }
    }
    throw Failures.invalid(
        "page_token", "INVALID_PAGE_TOKEN", "unknown (expected: a token of an earlier answer)");
  }

  private static int pageSize(int asked) {
    if (asked < 0 || asked > MAX_PAGE) {
      throw Failures.invalid(
          "page_size", "OUT_OF_RANGE", asked + " (expected: 1 to " + MAX_PAGE + ", or 0)");
    }
    return asked == 0 ? DEFAULT_PAGE : asked;
  }

  @Override
  public void listUnpricedModels(
      ListUnpricedModelsRequest request, StreamObserver<ListUnpricedModelsResponse> answer) {
    answer(
        answer,
        () ->
            ListUnpricedModelsResponse.newBuilder()
                .addAllModels(view.unpricedModels(CallerProject.confined(request.getProjectId())))
                .build());
  }

  @Override
  public void listMasked(ListMaskedRequest request, StreamObserver<ListMaskedResponse> answer) {
    answer(
        answer,
        () ->
            ListMaskedResponse.newBuilder()
                .addAllCounts(view.masked(CallerProject.confined(request.getProjectId())))
                .build());
  }

  @Override
  public void listMissingUsage(
      ListMissingUsageRequest request, StreamObserver<ListMissingUsageResponse> answer) {
    answer(
        answer,
        () ->
            ListMissingUsageResponse.newBuilder()
                .addAllSources(view.missingUsage(CallerProject.confined(request.getProjectId())))
                .build());
  }

  private static <T> void answer(StreamObserver<T> observer, Supplier<T> work) {
    T value;
    try {
      value = work.get();
    } catch (StatusRuntimeException e) {
      observer.onError(e);
      return;
    }
    observer.onNext(value);
    observer.onCompleted();
  }
}
