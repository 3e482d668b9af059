package dev.missionmesh.gateway.edge;

import dev.missionmesh.gateway.application.KnownOrigins;
import dev.missionmesh.gateway.application.WebAddresses;
import dev.missionmesh.gateway.config.GatewayConfig;
import dev.missionmesh.gateway.domain.Route;
import dev.missionmesh.gateway.domain.TenantSettings;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which web pages may call from a browser (CORS). Origins are compared exactly; there is no
 * wildcard, and cookies have no part in it. A browser asks before it sends a key, so the question is
 * answered for what is allowed somewhere; whether an answer may be read is decided for the tenant.
 */
@Singleton
class CrossOrigin {
  private static final String ASKED_HEADERS =
      "authorization, content-type, idempotency-key, if-match, if-none-match, last-event-id, range,"
          + " traceparent, tracestate";
  private static final String EXPOSED_HEADERS =
      "deprecation, etag, link, location, ratelimit, ratelimit-policy, repr-digest, retry-after,"
          + " sunset, www-authenticate, x-request-id";
  private static final String BELIEVED_SECONDS = "600";

  private final Set<String> everyTenants;
  private final KnownOrigins someTenants;

  /** Fails with {@link IllegalArgumentException} if a configured origin is none. */
  CrossOrigin(GatewayConfig config, KnownOrigins someTenants) {
    List<String> origins = config.cors().origins().orElse(List.of());
    for (String origin : origins) {
      if (!WebAddresses.isOrigin(origin)) {
        throw new IllegalArgumentException("mesh.gateway.cors.origins holds no origin: " + origin);
      }
    }
    this.everyTenants = new HashSet<>(origins);
    this.someTenants = someTenants;
  }

  /** Whether a request is a browser's question before the request proper. */
  static boolean isPreflight(HttpServerRequest request) {
    return request.method().equals(HttpMethod.OPTIONS)
        && request.headers().contains(HttpHeaders.ORIGIN)
        && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)
        && !Visit.hasBody(request);
  }

  /**
   * Answers such a question: 204; 405, as if there were no such questions, to a page that may call
   * nobody; 503 if that is not known.
   */
  void answer(Visit visit, Route route) {
    String origin = visit.request().getHeader(HttpHeaders.ORIGIN);
    if (everyTenants.contains(origin)) {
      admit(visit, route, origin);
      return;
    }
    Context context = Vertx.currentContext();
    someTenants
        .hold(origin)
        .subscribe()
        .with(
            held -> context.runOnContext(i -> answer(visit, route, origin, held)),
            failure -> context.runOnContext(i -> unavailable(visit)));
  }

  private static void answer(Visit visit, Route route, String origin, boolean held) {
    if (held) {
      admit(visit, route, origin);
    } else {
      visit.refuse(Intake.notAllowed(visit.request(), route));
    }
  }

  private static void unavailable(Visit visit) {
    visit.refuse(
        new ProblemException(Problem.UNAVAILABLE, "Origins cannot be checked right now.")
            .withHeader("Retry-After", "1"));
  }

  private static void admit(Visit visit, Route route, String origin) {
    HttpServerResponse response = visit.routing().response();
    response
        .setStatusCode(204)
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
        .putHeader(
            HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS,
            String.join(", ", route.methods().stream().sorted().toList()))
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, ASKED_HEADERS)
        .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, BELIEVED_SECONDS);
    visit.request().resume();
    response.end();
  }

  /** Before it is known who asks: lets pages that may call for every tenant read the answer. */
  void greet(Visit visit) {
    String origin = visit.request().getHeader(HttpHeaders.ORIGIN);
    if (origin != null && everyTenants.contains(origin)) {
      expose(visit, origin);
    }
  }

  /** Once it is: lets pages that the tenant allows read it too. */
  void welcome(Visit visit, TenantSettings settings) {
    String origin = visit.request().getHeader(HttpHeaders.ORIGIN);
    if (origin != null && settings.cors().origins().contains(origin)) {
      expose(visit, origin);
    }
  }

  private static void expose(Visit visit, String origin) {
    visit
        .routing()
        .response()
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
        .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED_HEADERS);
  }
}
