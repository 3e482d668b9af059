package dev.missionmesh.policy.persistence;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;

/** The trace that a fact belongs to, as W3C {@code traceparent}. */
final class TraceParent {
  /** Null outside any trace. */
  static String current() {
    SpanContext span = Span.current().getSpanContext();
    return span.isValid()
        ? "00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + span.getTraceFlags().asHex()
        : null;
  }

  private TraceParent() {}
}
