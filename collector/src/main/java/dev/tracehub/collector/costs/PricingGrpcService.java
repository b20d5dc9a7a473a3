/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.costs;

import com.google.protobuf.Timestamp;
import dev.tracehub.collector.auth.CallerProject;
import dev.tracehub.collector.errors.Answers;
import dev.tracehub.collector.errors.Failures;
import dev.tracehub.collector.pricing.PriceDesk;
import dev.tracehub.collector.pricing.UnpricedModels;
import dev.tracehub.v1.ApplyRerateRequest;
import dev.tracehub.v1.ApplyRerateResponse;
import dev.tracehub.v1.DeleteAliasRequest;
import dev.tracehub.v1.DeleteAliasResponse;
import dev.tracehub.v1.DeletePriceRequest;
import dev.tracehub.v1.DeletePriceResponse;
import dev.tracehub.v1.GetPriceRequest;
import dev.tracehub.v1.GetPriceResponse;
import dev.tracehub.v1.GetRerateRequest;
import dev.tracehub.v1.GetRerateResponse;
import dev.tracehub.v1.ListAliasesRequest;
import dev.tracehub.v1.ListAliasesResponse;
import dev.tracehub.v1.ListPricesRequest;
import dev.tracehub.v1.ListPricesResponse;
import dev.tracehub.v1.ListReratesRequest;
import dev.tracehub.v1.ListReratesResponse;
import dev.tracehub.v1.PreviewRerateRequest;
import dev.tracehub.v1.PreviewRerateResponse;
import dev.tracehub.v1.PricingServiceGrpc;
import dev.tracehub.v1.PricingServiceListUnpricedModelsRequest;
import dev.tracehub.v1.PricingServiceListUnpricedModelsResponse;
import dev.tracehub.v1.PutPriceRequest;
import dev.tracehub.v1.PutPriceResponse;
import dev.tracehub.v1.SetAliasRequest;
import dev.tracehub.v1.SetAliasResponse;
import dev.tracehub.v1.UndoRerateRequest;
import dev.tracehub.v1.UndoRerateResponse;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Serves PricingService. A project's admin key sees its project; the admin key of the configuration
 * names one. Thread-safe.
 */
public final class PricingGrpcService extends PricingServiceGrpc.PricingServiceImplBase {

  private final PriceDesk prices;
  private final Rerates rerates;
  private final UnpricedModels unpriced;

  /** A service over prices and re-rates. */
  public PricingGrpcService(PriceDesk prices, Rerates rerates, UnpricedModels unpriced) {
    this.prices = prices;
    this.rerates = rerates;
    this.unpriced = unpriced;
  }

  @Override
  public void getPrice(GetPriceRequest request, StreamObserver<GetPriceResponse> observer) {
    answer(
        observer,
        request.getProjectId(),
        project ->
            prices
                .price(
                    project,
                    request.getProvider(),
                    request.getModel(),
                    time(request.hasTime(), request.getTime()))
                .thenApply(price -> GetPriceResponse.newBuilder().setPrice(price).build()));
  }

  @Override
  public void listPrices(ListPricesRequest request, StreamObserver<ListPricesResponse> observer) {
    answer(
        observer,
        request.getProjectId(),
        project ->
            prices
                .prices(project, time(request.hasTime(), request.getTime()))
                .thenApply(all -> ListPricesResponse.newBuilder().addAllPrices(all).build()));
  }

  private static Optional<Timestamp> time(boolean present, Timestamp time) {
    return present ? Optional.of(time) : Optional.empty();
  }

  @Override
  public void putPrice(PutPriceRequest request, StreamObserver<PutPriceResponse> observer) {
    answer(
        observer,
        request.getProjectId(),
        project -> {
          require("price", request.hasPrice());
          return prices
              .put(project, request.getPrice())
              .thenApply(
                  written ->
                      PutPriceResponse.newBuilder()
                          .setProjectPriceVersion(written.version())
                          .setEffectiveTime(written.effectiveTime())
                          .build());
        });
  }

  @Override
  public void deletePrice(
      DeletePriceRequest request, StreamObserver<DeletePriceResponse> observer) {
    answer(
        observer,
        request.getProjectId(),
        project ->
            prices
                .delete(project, request.getProvider(), request.getModel(), request.getFrom())
                .thenApply(
                    written ->
                        DeletePriceResponse.newBuilder()
                            .setProjectPriceVersion(written.version())
                            .setEffectiveTime(written.effectiveTime())
                            .build()));
  }

  @Override
  public void setAlias(SetAliasRequest request, StreamObserver<SetAliasResponse> observer) {
    answer(
        observer,
        request.getProjectId(),
        project -> {
          require("alias", request.hasAlias());
          return prices
              .set(project, request.getAlias())
              .thenApply(
                  written ->
                      SetAliasResponse.newBuilder()
                          .setProjectPriceVersion(written.version())
                          .setEffectiveTime(written.effectiveTime())
                          .build());
        });
  }

  @Override
  public void deleteAlias(
      DeleteAliasRequest request, StreamObserver<DeleteAliasResponse> observer) {
    answer(
        observer,
        request.getProjectId(),
        project ->
            prices
                .deleteAlias(project, request.getModel(), request.getProvider())
                .thenApply(
                    written ->
                        DeleteAliasResponse.newBuilder()
                            .setProjectPriceVersion(written.version())
                            .setEffectiveTime(written.effectiveTime())
                            .build()));
  }

  @Override
  public void listAliases(
      ListAliasesRequest request, StreamObserver<ListAliasesResponse> observer) {
    answer(
        observer,
        request.getProjectId(),
        project ->
            prices
                .aliases(project)
                .thenApply(all -> ListAliasesResponse.newBuilder().addAllAliases(all).build()));
  }

  @Override
  public void listUnpricedModels(
      PricingServiceListUnpricedModelsRequest request,
      StreamObserver<PricingServiceListUnpricedModelsResponse> observer) {
    answer(
        observer,
        request.getProjectId(),
        project ->
            CompletableFuture.completedStage(
                PricingServiceListUnpricedModelsResponse.newBuilder()
                    .addAllModels(unpriced.list(Optional.of(project)))
                    .build()));
  }

  @Override
  public void previewRerate(
      PreviewRerateRequest request, StreamObserver<PreviewRerateResponse> observer) {
    answer(
        observer,
        request.getProjectId(),
        project -> rerates.preview(project, request.hasScope(), request.getScope()));
  }

  @Override
  public void applyRerate(
      ApplyRerateRequest request, StreamObserver<ApplyRerateResponse> observer) {
    answer(
        observer,
        request.getProjectId(),
        project ->
            rerates
                .apply(project, request.hasScope(), request.getScope(), request.getReason())
                .thenApply(begun -> ApplyRerateResponse.newBuilder().setRerate(begun).build()));
  }

  @Override
  public void undoRerate(UndoRerateRequest request, StreamObserver<UndoRerateResponse> observer) {
    answer(
        observer,
        request.getProjectId(),
        project ->
            rerates
                .undo(project, request.getRerateId())
                .thenApply(begun -> UndoRerateResponse.newBuilder().setRerate(begun).build()));
  }

  @Override
  public void getRerate(GetRerateRequest request, StreamObserver<GetRerateResponse> observer) {
    answer(
        observer,
        request.getProjectId(),
        project ->
            rerates
                .get(project, request.getRerateId())
                .thenApply(found -> GetRerateResponse.newBuilder().setRerate(found).build()));
  }

  @Override
  public void listRerates(
      ListReratesRequest request, StreamObserver<ListReratesResponse> observer) {
    answer(
        observer,
        request.getProjectId(),
        project ->
            rerates
                .list(project)
                .thenApply(all -> ListReratesResponse.newBuilder().addAllRerates(all).build()));
  }

  private static void require(String field, boolean present) {
    if (!present) {
      throw Failures.invalid(field, "REQUIRED", "missing");
    }
  }

  private static <T> void answer(
      StreamObserver<T> observer, String asked, Function<String, CompletionStage<T>> call) {
    try {
      Answers.complete(call.apply(CallerProject.one(asked)), observer);
    } catch (StatusRuntimeException e) {
      observer.onError(e);
    }
  }
}
