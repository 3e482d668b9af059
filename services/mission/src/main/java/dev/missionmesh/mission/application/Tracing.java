package dev.missionmesh.mission.application;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Carries a mission's trace over the gaps between its requests. Where no trace was begun, it does
 * nothing.
 */
@ApplicationScoped
public class Tracing {
  private static final Pattern TRACEPARENT =
      Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
  private final Tracer tracer;

  Tracing(Tracer tracer) {
    this.tracer = tracer;
  }

  /** W3C {@code traceparent} of the span at work; null if there is none. */
  public String current() {
    SpanContext context = Span.current().getSpanContext();
    return context.isValid() ? format(context) : null;
  }

  /**
   * Records a span of the mission's trace that lasted from {@code start} until now; returns its
   * traceparent, null outside a trace.
   */
  public String span(String name, String traceparent, String missionId, Instant start) {
    SpanContext parent = parse(traceparent);
    if (parent == null) return null;
    Span span =
        tracer
            .spanBuilder(name)
            .setParent(Context.root().with(Span.wrap(parent)))
            .setSpanKind(SpanKind.INTERNAL)
            .setAttribute("mesh.mission.id", missionId)
            .setStartTimestamp(start)
            .startSpan();
    span.end();
    return span.getSpanContext().isValid() ? format(span.getSpanContext()) : traceparent;
  }

  private static SpanContext parse(String traceparent) {
    if (traceparent == null || !TRACEPARENT.matcher(traceparent).matches()) return null;
    return SpanContext.createFromRemoteParent(
        traceparent.substring(3, 35),
        traceparent.substring(36, 52),
        TraceFlags.fromHex(traceparent, 53),
        TraceState.getDefault());
  }

  private static String format(SpanContext context) {
    return "00-"
        + context.getTraceId()
        + "-"
        + context.getSpanId()
        + "-"
        + context.getTraceFlags().asHex();
  }
}
