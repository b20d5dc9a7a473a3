/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.springai;

import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.SpanBuilder;
import dev.tracehub.client.genai.Quietly;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.util.function.Consumer;

/**
 * Starts a span with each observation of Spring AI and ends it with that. A streamed answer starts
 * on one thread and stops on another, so spans are current only while scopes are open.
 */
final class SpanHandler implements ObservationHandler<Observation.Context> {

  private final Settings settings;
  private final ObservedKinds kinds = new ObservedKinds();

  /** Two handlers of ours in one registry keep their spans apart. */
  private final Object key = new Object();

  SpanHandler(Settings settings) {
    this.settings = settings;
  }

  @Override
  public boolean supportsContext(Observation.Context context) {
    return kinds.of(context) != null;
  }

  @Override
  public void onStart(Observation.Context context) {
    Quietly.describe(
        () -> {
          Observed<Observation.Context> kind = kinds.of(context);
          if (kind != null) {
            LiveSpan span = start(kind, context);
            context.put(key, new ObservedSpan(kind, span));
            if (span.isRecording()) {
              Quietly.describe(() -> kind.started(span, context, settings));
              Quietly.describe(() -> settings.details().accept(span, context));
            }
          }
        });
  }

  /**
   * The parent is what this thread works on, unless it is not inside the observation above: then a
   * stream goes on here, and whatever is current belongs to somebody else.
   */
  private LiveSpan start(Observed<Observation.Context> kind, Observation.Context context) {
    SpanBuilder builder = settings.tracehub().span(kind.name(context)).type(kind.type(context));
    ObservedSpan above = ObservedSpan.above(context, key);
    if (above != null && !above.isOpenHere()) {
      builder.parent(above.span());
    }
    return builder.startDetached();
  }

  @Override
  public void onScopeOpened(Observation.Context context) {
    with(context, ObservedSpan::open);
  }

  @Override
  public void onScopeClosed(Observation.Context context) {
    with(context, ObservedSpan::close);
  }

  @Override
  public void onStop(Observation.Context context) {
    with(
        context,
        observed -> {
          LiveSpan span = observed.span();
          Throwable error = context.getError();
          Quietly.describe(() -> observed.kind().stopped(span, context, settings));
          if (error != null) {
            Quietly.describe(() -> observed.kind().failed(span, error));
          }
          span.end();
        });
  }

  private void with(Observation.Context context, Consumer<ObservedSpan> action) {
    Quietly.describe(
        () -> {
          if (context.get(key) instanceof ObservedSpan observed) {
            action.accept(observed);
          }
        });
  }
}
