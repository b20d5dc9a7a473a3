/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.springai;

import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.SpanType;
import org.springframework.ai.chat.client.advisor.observation.AdvisorObservationContext;

/**
 * Advisors of a chat client. What passes through them is what the chat client and the model have,
 * and recorded there.
 */
final class AdvisorCalls implements Observed<AdvisorObservationContext> {

  private static final String GUARD = "SafeGuardAdvisor";

  @Override
  public Class<AdvisorObservationContext> context() {
    return AdvisorObservationContext.class;
  }

  @Override
  public String name(AdvisorObservationContext context) {
    return context.getAdvisorName();
  }

  @Override
  public SpanType type(AdvisorObservationContext context) {
    return context.getAdvisorName().equals(GUARD) ? SpanType.GUARDRAIL : SpanType.CHAIN;
  }

  @Override
  public void started(LiveSpan span, AdvisorObservationContext context, Settings settings) {
    span.operation("advise").attribute("spring.ai.advisor.order", context.getOrder());
  }

  @Override
  public void stopped(LiveSpan span, AdvisorObservationContext context, Settings settings) {
    if (context.getChatClientResponse() != null) {
      span.ok();
    }
  }
}
