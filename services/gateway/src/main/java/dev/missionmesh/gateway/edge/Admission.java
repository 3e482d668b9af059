package dev.missionmesh.gateway.edge;

import dev.missionmesh.gateway.application.Authenticator;
import dev.missionmesh.gateway.application.UserAuthenticator;
import dev.missionmesh.gateway.application.Verdict;
import dev.missionmesh.gateway.domain.Caller;
import dev.missionmesh.gateway.domain.KeyText;
import dev.missionmesh.gateway.domain.Refusal;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Lets in who bears a key, or a token of the OpenID issuer, that holds. */
@Singleton
class Admission {
  private static final String SCHEME = "Bearer ";

  private final Authenticator authenticator;
  private final UserAuthenticator users;
  private final ResourceMetadata resource;
  private final EdgeMetrics metrics;
  private final FailureReports failures;

  Admission(
      Authenticator authenticator,
      UserAuthenticator users,
      ResourceMetadata resource,
      EdgeMetrics metrics,
      FailureReports failures) {
    this.authenticator = authenticator;
    this.users = users;
    this.resource = resource;
    this.metrics = metrics;
    this.failures = failures;
  }

  /**
   * Calls on with the caller, at once or later on the same event loop; or answers 401, 403 if his
   * tenant is suspended or none of this mesh, or 503 if what he presents cannot be checked.
   */
  void admit(Visit visit, Consumer<Caller> onward) {
    if (!visit.request().headers().contains(HttpHeaders.AUTHORIZATION)) {
      refuse(visit, Refusal.MISSING);
      return;
    }
    String presented = credential(visit.request()).orElse(null);
    Optional<KeyText> key = KeyText.parse(presented);
    if (key.isPresent()) {
      Verdict verdict = authenticator.atOnce(key.get());
      if (verdict == null) {
        await(visit, authenticator.ask(key.get()), "API keys", onward);
      } else {
        decide(visit, verdict, onward);
      }
    } else if (presented != null && users.isOn()) {
      Verdict verdict = users.atOnce(presented);
      if (verdict == null) {
        await(visit, users.ask(presented), "Tokens", onward);
      } else {
        decide(visit, verdict, onward);
      }
    } else {
      refuse(visit, Refusal.MALFORMED);
    }
  }

  /** What is presented as a bearer token; empty if there is none or more than one. */
  static Optional<String> credential(HttpServerRequest request) {
    List<String> presented = request.headers().getAll(HttpHeaders.AUTHORIZATION);
    if (presented.size() != 1) {
      return Optional.empty();
    }
    String header = presented.getFirst();
    return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? Optional.of(header.substring(SCHEME.length()))
        : Optional.empty();
  }

  private void await(Visit visit, Uni<Verdict> asked, String what, Consumer<Caller> onward) {
    visit.request().pause();
    Context context = Vertx.currentContext();
    asked
        .subscribe()
        .with(
            later -> context.runOnContext(i -> decide(visit, later, onward)),
            failure -> context.runOnContext(i -> unavailable(visit, what)));
  }

  private void decide(Visit visit, Verdict verdict, Consumer<Caller> onward) {
    switch (verdict) {
      case Verdict.Admitted admitted -> onward.accept(admitted.caller());
      case Verdict.Refused refused -> refuse(visit, refused.reason());
    }
  }

  private void refuse(Visit visit, Refusal refusal) {
    metrics.refused(refusal);
    failures.refused(visit.request(), refusal);
    visit.refuse(
        switch (refusal) {
          case SUSPENDED ->
              new ProblemException(
                  Problem.TENANT_SUSPENDED,
                  "Ask those who run this mesh; nothing has been deleted.");
          case NO_TENANT, NOT_GRANTED ->
              new ProblemException(Problem.FORBIDDEN, "The token names no tenant of this mesh.");
          case MISSING -> challenge("Send an API key or a token as a bearer token.", false);
          case MALFORMED, UNKNOWN, REVOKED, EXPIRED, INVALID_TOKEN ->
              challenge("The API key or token is not valid.", true);
        });
  }

  private ProblemException challenge(String detail, boolean invalid) {
    return new ProblemException(Problem.UNAUTHENTICATED, detail)
        .withHeader("WWW-Authenticate", resource.challenge(invalid));
  }

  private void unavailable(Visit visit, String what) {
    metrics.keysUnavailable();
    visit.refuse(
        new ProblemException(Problem.UNAVAILABLE, what + " cannot be checked right now.")
            .withHeader("Retry-After", "1"));
  }
}
