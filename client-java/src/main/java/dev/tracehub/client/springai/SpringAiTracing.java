/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.springai;

import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.Tracehub;
import dev.tracehub.client.genai.Quietly;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.springframework.ai.tool.execution.ToolExecutionExceptionProcessor;

/**
 * Makes the handler that turns Spring AI's observations into spans. Immutable and thread-safe, as
 * is what it makes. The client stays the caller's, to be closed after the last call.
 *
 * <p>Each span is a child of the observation around it, else of the span that is current where the
 * observation starts; while a scope of the observation is open its span is the current one.
 */
public final class SpringAiTracing {

  private final Settings settings;

  private SpringAiTracing(Settings settings) {
    this.settings = settings;
  }

  /** Records with this client. */
  public static SpringAiTracing of(Tracehub tracehub) {
    Objects.requireNonNull(tracehub);
    return new SpringAiTracing(new Settings(tracehub, "", true, (span, context) -> {}));
  }

  /**
   * The same for models that somebody else serves than Spring AI can know, e.g. "vllm" behind an
   * API like OpenAI's.
   *
   * @param value in the spelling of OpenTelemetry; empty for what Spring AI says
   */
  public SpringAiTracing provider(String value) {
    Objects.requireNonNull(value);
    return new SpringAiTracing(
        new Settings(settings.tracehub(), value, settings.content(), settings.details()));
  }

  /**
   * Whether messages, texts, arguments and results are recorded. They are unless this says no; the
   * client's masking and privacy settings apply to them.
   */
  public SpringAiTracing content(boolean value) {
    return new SpringAiTracing(
        new Settings(settings.tracehub(), settings.provider(), value, settings.details()));
  }

  /**
   * The same with more to say about each observation, such as the prompt a call was made from.
   * Called on the thread that starts the observation; what it throws is only logged.
   */
  public SpringAiTracing details(BiConsumer<LiveSpan, Observation.Context> value) {
    Objects.requireNonNull(value);
    return new SpringAiTracing(
        new Settings(settings.tracehub(), settings.provider(), settings.content(), value));
  }

  /**
   * The handler, to be registered once with the application's {@code ObservationRegistry}: with
   * Spring Boot as a bean. It never throws and never waits.
   */
  public ObservationHandler<Observation.Context> handler() {
    return new SpanHandler(settings);
  }

  /**
   * What a tool's exception becomes, with the exception recorded as the error of the tool's span.
   * Without it a tool that fails has no error: Spring AI makes a result of the exception before it
   * is observed. For {@code ToolCallingManager.Builder}, with Spring Boot as a bean.
   *
   * @param processor makes the result, or throws
   * @param registry what the same manager observes with
   */
  public static ToolExecutionExceptionProcessor toolErrors(
      ToolExecutionExceptionProcessor processor, ObservationRegistry registry) {
    Objects.requireNonNull(processor);
    Objects.requireNonNull(registry);
    return exception -> {
      Quietly.describe(() -> ToolCalls.failed(registry.getCurrentObservation(), exception));
      return processor.process(exception);
    };
  }
}
