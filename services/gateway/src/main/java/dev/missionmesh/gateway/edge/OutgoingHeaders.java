package dev.missionmesh.gateway.edge;

import io.opentelemetry.api.trace.Span;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What of a client's headers a service gets to see: the few that mean something to it, and the
 * gateway's own word on who asks.
 */
final class OutgoingHeaders {
  private static final Set<String> PASSED =
      Set.of(
          "accept",
          "accept-language",
          "content-length",
          "content-type",
          "idempotency-key",
          "if-match",
          "if-none-match",
          "last-event-id",
          "range",
          "user-agent");
  private static final String TRACEPARENT = "traceparent";
  private static final String TRACESTATE = "tracestate";
  private static final int MAX_TRACESTATE = 512;
  private static final Pattern TRACE =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-connection",
          "set-cookie",
          "server",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "www-authenticate");

  /** Fills the headers of the request to a service, which are empty. */
  static void fill(MultiMap outgoing, MultiMap incoming, String token, String requestId) {
    for (Map.Entry<String, String> header : incoming) {
      if (PASSED.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        outgoing.add(header.getKey(), header.getValue());
      }
    }
    outgoing.set(HttpHeaders.AUTHORIZATION, "Bearer " + token);
    outgoing.set(Replies.REQUEST_ID, requestId);
    passTrace(outgoing, incoming);
  }

  /**
   * With tracing on, the tracer writes the headers, continuing the client's trace; otherwise the
   * client's are handed on.
   */
  private static void passTrace(MultiMap outgoing, MultiMap incoming) {
    String parent = incoming.get(TRACEPARENT);
    if (parent == null
        || !TRACE.matcher(parent).matches()
        || Span.current().getSpanContext().isValid()) {
      return;
    }
    outgoing.set(TRACEPARENT, parent);
    String state = incoming.get(TRACESTATE);
    if (state != null && state.length() <= MAX_TRACESTATE) {
      outgoing.set(TRACESTATE, state);
    }
  }

  /** Copies a service's answer's headers, but for those between it and the gateway alone. */
  static void handOn(MultiMap answer, MultiMap outgoing) {
    for (Map.Entry<String, String> header : answer) {
      String name = header.getKey();
      if (!Replies.isDress(name) && !HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
        outgoing.add(name, header.getValue());
      }
    }
  }

  private OutgoingHeaders() {}
}
