package dev.missionmesh.sandboxruntime.observability;

import dev.missionmesh.sandboxruntime.application.AttemptObserver;
import dev.missionmesh.sandboxruntime.domain.Completion;
import dev.missionmesh.sandboxruntime.domain.Lease;
import dev.missionmesh.sandboxruntime.domain.Step;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.time.Duration;
import java.util.List;

/** Metrics of all attempts that start a process, and a span for each in its mission's trace. */
public final class AttemptTelemetry implements AttemptObserver {
  private static final AttributeKey<String> MISSION = AttributeKey.stringKey("mesh.mission.id");
  private static final AttributeKey<String> TENANT = AttributeKey.stringKey("mesh.tenant");
  private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("mesh.attempt");
  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("mesh.outcome");
  private static final AttributeKey<Long> DURATION = AttributeKey.longKey("mesh.step.duration_us");

  private static final TextMapGetter<String> TRACEPARENT =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String traceparent) {
          return List.of("traceparent");
        }

        @Override
        public String get(String traceparent, String key) {
          return key.equals("traceparent") ? traceparent : null;
        }
      };

  private final Tracer tracer;
  private final MeterRegistry meters;
  private final Timer spawn;

  /**
   * @param tracer null when traces are not exported
   */
  public AttemptTelemetry(Tracer tracer, MeterRegistry meters) {
    this.tracer = tracer;
    this.meters = meters;
    this.spawn =
        Timer.builder("mesh.node.sandbox.spawn")
            .description("From the request for a sandbox to its running process")
            .publishPercentileHistogram()
            .register(meters);
  }

  @Override
  public Watch begin(Lease lease) {
    return new AttemptWatch(tracer == null ? Span.getInvalid() : span(lease));
  }

  private Span span(Lease lease) {
    Context parent =
        lease.traceparent() == null
            ? Context.root()
            : W3CTraceContextPropagator.getInstance()
                .extract(Context.root(), lease.traceparent(), TRACEPARENT);
    return tracer
        .spanBuilder("attempt " + lease.spec().executor().wireName())
        .setParent(parent)
        .setAttribute(MISSION, lease.ref().missionId())
        .setAttribute(TENANT, lease.ref().tenant())
        .setAttribute(ATTEMPT, (long) lease.attempt())
        .startSpan();
  }

  @Override
  public void refused(int status) {
    Counter.builder("mesh.node.completions.refused")
        .description("Completions that mission did not take")
        .tag("status", Integer.toString(status))
        .register(meters)
        .increment();
  }

  private final class AttemptWatch implements Watch {
    private final Span span;

    AttemptWatch(Span span) {
      this.span = span;
    }

    @Override
    public void spawned(Duration took) {
      spawn.record(took);
    }

    @Override
    public void ended(Completion completion) {
      String outcome = completion == null ? "lost" : completion.outcome().wireName();
      Counter.builder("mesh.node.attempts")
          .description("Attempts that have ended, by outcome")
          .tag("outcome", outcome)
          .register(meters)
          .increment();
      if (completion != null) {
        completion.steps().forEach(this::step);
      } else {
        span.setStatus(StatusCode.ERROR, "lease lost");
      }
      span.setAttribute(OUTCOME, outcome);
      span.end();
    }

    private void step(Step step) {
      long micros = step.duration().toNanos() / 1_000;
      span.addEvent("sandbox " + step.name(), Attributes.of(DURATION, micros), step.at());
    }
  }
}
