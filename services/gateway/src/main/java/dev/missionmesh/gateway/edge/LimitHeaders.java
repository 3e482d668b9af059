package dev.missionmesh.gateway.edge;

import dev.missionmesh.gateway.application.Allowance;
import dev.missionmesh.gateway.domain.Limit;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Tells clients of their limits, in the header fields of the IETF's draft "RateLimit header fields
 * for HTTP" (draft-ietf-httpapi-ratelimit-headers-10).
 */
final class LimitHeaders {
  static final CharSequence STATE = HttpHeaders.createOptimized("ratelimit");
  static final CharSequence POLICY = HttpHeaders.createOptimized("ratelimit-policy");

  /** Puts all limits that apply and the state of the one that is used up first. */
  static void put(HttpServerResponse response, List<Allowance> allowances) {
    StringBuilder policies = new StringBuilder(64);
    Allowance nearest = allowances.getFirst();
    for (Allowance allowance : allowances) {
      if (!policies.isEmpty()) {
        policies.append(", ");
      }
      Limit limit = allowance.allotment().limit();
      name(policies, allowance).append(";q=").append(limit.requests());
      policies.append(";w=").append(limit.per().toSeconds());
      if (allowance.remaining() < nearest.remaining()) {
        nearest = allowance;
      }
    }
    StringBuilder state = name(new StringBuilder(32), nearest);
    state.append(";r=").append(nearest.remaining());
    state.append(";t=").append(seconds(nearest.fullAgainNanos()));
    response.putHeader(POLICY, policies.toString());
    response.putHeader(STATE, state.toString());
  }

  private static StringBuilder name(StringBuilder text, Allowance allowance) {
    return text.append('"').append(allowance.allotment().tier().label()).append('"');
  }

  /** Whole seconds, rounded up. */
  static long seconds(long nanos) {
    return Math.ceilDiv(nanos, TimeUnit.SECONDS.toNanos(1));
  }

  private LimitHeaders() {}
}
