/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracehub.storage.Cursor;
import dev.tracehub.storage.Page;
import dev.tracehub.storage.PageRequest;
import dev.tracehub.v1.Span;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class FittingPagesTest {

  /** 100 bytes and a little. */
  private static final Span SPAN = Span.newBuilder().setName("x".repeat(100)).build();

  private final FittingPages pages = new FittingPages(1_000, Runnable::run);
  private final List<Integer> asked = new ArrayList<>();

  @Test
  void ask_forAPageThatFits_asksOnce() {
    assertThat(ask(5).items()).hasSize(5);
    assertThat(asked).containsExactly(5);
  }

  @Test
  void ask_forAPageThatIsTooLarge_asksForASmallerOne() {
    Page<Span> page = ask(1_000);

    assertThat(page.items()).hasSize(9);
    assertThat(page.next()).contains(new Cursor(Cursor.Side.AFTER, 9, "id"));
    assertThat(asked).containsExactly(1_000, 9);
  }

  @Test
  void ask_keepsOrderAndCursor() {
    Cursor cursor = new Cursor(Cursor.Side.BEFORE, 7, "id");
    PageRequest request = new PageRequest(50, PageRequest.Order.OLDEST_FIRST, Optional.of(cursor));

    pages
        .ask(
            page -> {
              assertThat(page.order()).isEqualTo(PageRequest.Order.OLDEST_FIRST);
              assertThat(page.cursor()).contains(cursor);
              return page(page);
            },
            request)
        .toCompletableFuture()
        .join();

    assertThat(asked).hasSize(2);
  }

  @Test
  void ask_afterTheCallWasCancelled_asksNoMore() throws Exception {
    Context.CancellableContext call = Context.current().withCancellation();
    CompletableFuture<Page<Span>> first = new CompletableFuture<>();
    CompletableFuture<Page<Span>> answer =
        call.call(
                () ->
                    pages.ask(
                        page -> {
                          asked.add(page.size());
                          return first;
                        },
                        request(1_000)))
            .toCompletableFuture();

    call.cancel(null);
    first.complete(page(request(1_000)).toCompletableFuture().join());

    assertThat(asked).containsExactly(1_000, 1_000);
    assertThatThrownBy(answer::join)
        .hasCauseInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining(Status.Code.CANCELLED.name());
  }

  private Page<Span> ask(int size) {
    return pages.ask(this::page, request(size)).toCompletableFuture().join();
  }

  private CompletionStage<Page<Span>> page(PageRequest request) {
    asked.add(request.size());
    Cursor next = new Cursor(Cursor.Side.AFTER, request.size(), "id");
    return CompletableFuture.completedStage(
        new Page<>(Collections.nCopies(request.size(), SPAN), Optional.of(next), Optional.empty()));
  }

  private static PageRequest request(int size) {
    return PageRequest.first(size, PageRequest.Order.NEWEST_FIRST);
  }
}
