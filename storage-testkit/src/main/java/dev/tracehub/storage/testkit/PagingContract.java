/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.storage.Cursor;
import dev.tracehub.storage.Page;
import dev.tracehub.storage.PageRequest;
import dev.tracehub.storage.PageRequest.Order;
import dev.tracehub.storage.testkit.ListKind.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link dev.tracehub.storage.SpanSearch} promises of pages, for every list there is. */
public abstract class PagingContract extends ContractTest {

  /** More than any list here has; a store that repeats a page would be walked for ever. */
  private static final int MAX_PAGES = 100;

  @ParameterizedTest
  @EnumSource(ListKind.class)
  void emptyList_noCursors(ListKind kind) {
    for (Order order : Order.values()) {
      assertThat(kind.page(store, PageRequest.first(10, order)))
          .isEqualTo(new Page<Integer>(List.of(), Optional.empty(), Optional.empty()));
    }
  }

  @ParameterizedTest
  @EnumSource(ListKind.class)
  void forward_everyItemOnceInOrder(ListKind kind) {
    kind.add(store, numbers(1, 25));
    for (Order order : Order.values()) {
      for (int size : new int[] {1, 4, 5, 24, 25, 26}) {
        List<Page<Integer>> pages = walk(kind, PageRequest.first(size, order));
        assertThat(items(pages)).as("%s %d", order, size).isEqualTo(expected(1, 25, order));
        assertThat(pages).hasSize((25 + size - 1) / size);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ListKind.class)
  void cursors_onlyWhereThereIsMore(ListKind kind) {
    kind.add(store, numbers(1, 12));
    for (Order order : Order.values()) {
      List<Page<Integer>> pages = walk(kind, PageRequest.first(4, order));
      assertThat(pages).hasSize(3);
      assertThat(pages.stream().map(page -> page.previous().isPresent()))
          .containsExactly(false, true, true);
      assertThat(pages.stream().map(page -> page.next().isPresent()))
          .containsExactly(true, true, false);
    }
  }

  @ParameterizedTest
  @EnumSource(ListKind.class)
  void backward_samePagesInTheListsDirection(ListKind kind) {
    kind.add(store, numbers(1, 25));
    for (Order order : Order.values()) {
      List<Page<Integer>> pages = walk(kind, PageRequest.first(4, order));
      Page<Integer> page = pages.get(pages.size() - 1);
      for (int i = pages.size() - 2; i >= 0; i--) {
        page = kind.page(store, PageRequest.first(4, order).at(page.previous().orElseThrow()));
        assertThat(page.items()).isEqualTo(pages.get(i).items());
        assertThat(page.next()).isPresent();
        assertThat(page.previous().isPresent()).isEqualTo(i > 0);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ListKind.class)
  void forwardAfterBackward_meetsTheSameItems(ListKind kind) {
    kind.add(store, numbers(1, 12));
    PageRequest request = PageRequest.first(4, Order.NEWEST_FIRST);
    List<Page<Integer>> pages = walk(kind, request);
    Page<Integer> back = kind.page(store, request.at(pages.get(2).previous().orElseThrow()));
    Page<Integer> again = kind.page(store, request.at(back.next().orElseThrow()));
    assertThat(again.items()).isEqualTo(pages.get(2).items());
  }

  @ParameterizedTest
  @EnumSource(ListKind.class)
  void equalTimes_idsBreakTies(ListKind kind) {
    kind.add(store, IntStream.rangeClosed(1, 11).mapToObj(n -> new Place(n, 5)).toList());
    for (Order order : Order.values()) {
      List<Page<Integer>> pages = walk(kind, PageRequest.first(3, order));
      assertThat(items(pages)).isEqualTo(expected(1, 11, order));
      Page<Integer> back =
          kind.page(store, PageRequest.first(3, order).at(pages.get(2).previous().orElseThrow()));
      assertThat(back.items()).isEqualTo(pages.get(1).items());
    }
  }

  @ParameterizedTest
  @EnumSource(ListKind.class)
  void itemsBeforeThePage_growing_changeNothing(ListKind kind) {
    kind.add(store, numbers(101, 112));
    PageRequest request = PageRequest.first(4, Order.NEWEST_FIRST);
    Page<Integer> first = kind.page(store, request);
    kind.add(store, numbers(201, 230));
    Page<Integer> second = kind.page(store, request.at(first.next().orElseThrow()));
    assertThat(second.items()).containsExactly(108, 107, 106, 105);
    Page<Integer> back = kind.page(store, request.at(second.previous().orElseThrow()));
    assertThat(back.items()).isEqualTo(first.items());
    Page<Integer> newer = kind.page(store, request.at(back.previous().orElseThrow()));
    assertThat(newer.items()).containsExactly(204, 203, 202, 201);
  }

  @ParameterizedTest
  @EnumSource(ListKind.class)
  void itemsAfterThePage_growing_appear(ListKind kind) {
    kind.add(store, numbers(101, 108));
    PageRequest request = PageRequest.first(4, Order.OLDEST_FIRST);
    Page<Integer> first = kind.page(store, request);
    kind.add(store, numbers(1, 20));
    kind.add(store, numbers(109, 110));
    Page<Integer> second = kind.page(store, request.at(first.next().orElseThrow()));
    assertThat(second.items()).containsExactly(105, 106, 107, 108);
    Page<Integer> third = kind.page(store, request.at(second.next().orElseThrow()));
    assertThat(third.items()).containsExactly(109, 110);
    assertThat(third.next()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(ListKind.class)
  void lastPage_growing_hasNothingNextUntilAskedAgain(ListKind kind) {
    kind.add(store, numbers(1, 4));
    PageRequest request = PageRequest.first(4, Order.OLDEST_FIRST);
    assertThat(kind.page(store, request).next()).isEmpty();
    kind.add(store, numbers(5, 5));
    Page<Integer> page = kind.page(store, request);
    assertThat(kind.page(store, request.at(page.next().orElseThrow())).items()).containsExactly(5);
  }

  @ParameterizedTest
  @EnumSource(ListKind.class)
  void sameCursorTwice_samePage(ListKind kind) {
    kind.add(store, numbers(1, 9));
    PageRequest request = PageRequest.first(3, Order.NEWEST_FIRST);
    PageRequest second = request.at(kind.page(store, request).next().orElseThrow());
    assertThat(kind.page(store, second)).isEqualTo(kind.page(store, second));
  }

  @ParameterizedTest
  @EnumSource(ListKind.class)
  void placeWithoutItem_pageBesideIt(ListKind kind) {
    kind.add(store, List.of(new Place(1, 10), new Place(2, 20), new Place(3, 30)));
    long between = TestSpans.NOON + 25 * TestSpans.SECOND;
    PageRequest request = PageRequest.first(1, Order.OLDEST_FIRST);
    Cursor after = new Cursor(Cursor.Side.AFTER, between, "");
    Cursor before = new Cursor(Cursor.Side.BEFORE, between, "");
    assertThat(kind.page(store, request.at(after)).items()).containsExactly(3);
    assertThat(kind.page(store, request.at(before)).items()).containsExactly(2);
  }

  /** All pages from the first by their next cursors. */
  private List<Page<Integer>> walk(ListKind kind, PageRequest request) {
    List<Page<Integer>> pages = new ArrayList<>();
    Page<Integer> page = kind.page(store, request);
    pages.add(page);
    while (page.next().isPresent()) {
      assertThat(page.items()).hasSize(request.size());
      page = kind.page(store, request.at(page.next().get()));
      assertThat(page.items()).isNotEmpty();
      pages.add(page);
      assertThat(pages.size()).as("pages of a list that ends").isLessThan(MAX_PAGES);
    }
    return pages;
  }

  private static List<Integer> items(List<Page<Integer>> pages) {
    return pages.stream().flatMap(page -> page.items().stream()).toList();
  }

  /** Three numbers share a second, so that pages end between equal times. */
  private static List<Place> numbers(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(n -> new Place(n, n / 3)).toList();
  }

  private static List<Integer> expected(int from, int to, Order order) {
    List<Integer> numbers = new ArrayList<>(IntStream.rangeClosed(from, to).boxed().toList());
    if (order == Order.NEWEST_FIRST) {
      Collections.reverse(numbers);
    }
    return numbers;
  }
}
