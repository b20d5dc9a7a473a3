/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.client.TraceContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TraceHeadersTest {

  private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final String OTHER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203332-01";

  private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  @Test
  void injectAndExtract_areOpposites() {
    TraceContext context = TraceContext.parse(PARENT, "a=1,b=2").orElseThrow();
    TraceHeaders.inject(context, headers, (to, name, value) -> to.put(name, List.of(value)));

    assertThat(headers).containsEntry("traceparent", List.of(PARENT));
    assertThat(headers).containsEntry("tracestate", List.of("a=1,b=2"));
    assertThat(TraceHeaders.extract(headers, TraceHeadersTest::get)).contains(context);
  }

  @Test
  void inject_withoutState_setsOneHeader() {
    TraceHeaders.inject(
        TraceContext.parse(PARENT).orElseThrow(),
        headers,
        (to, name, value) -> to.put(name, List.of(value)));

    assertThat(headers).containsOnlyKeys("traceparent");
  }

  @Test
  void extract_severalStates_areOneList() {
    headers.put("Traceparent", List.of(PARENT));
    headers.put("Tracestate", List.of("a=1", "b=2"));

    assertThat(TraceHeaders.extract(headers, TraceHeadersTest::get))
        .map(TraceContext::traceState)
        .contains("a=1,b=2");
  }

  @Test
  void extract_severalParents_orNone_orAWrongOne_isAbsent() {
    assertThat(TraceHeaders.extract(headers, TraceHeadersTest::get)).isEmpty();
    headers.put("traceparent", List.of(PARENT, OTHER));
    assertThat(TraceHeaders.extract(headers, TraceHeadersTest::get)).isEmpty();
    headers.put("traceparent", new ArrayList<>(List.of("ff" + PARENT.substring(2))));
    assertThat(TraceHeaders.extract(headers, TraceHeadersTest::get)).isEmpty();
  }

  @Test
  void extract_wrongState_doesNotCostTheParent() {
    headers.put("traceparent", List.of(PARENT));
    headers.put("tracestate", List.of("a=1,a=2"));

    assertThat(TraceHeaders.extract(headers, TraceHeadersTest::get))
        .map(TraceContext::traceState)
        .contains("");
  }

  private static List<String> get(Map<String, List<String>> headers, String name) {
    return headers.getOrDefault(name, List.of());
  }
}
