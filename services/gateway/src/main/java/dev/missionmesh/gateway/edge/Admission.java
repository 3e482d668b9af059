package dev.missionmesh.gateway.edge;

import dev.missionmesh.gateway.application.Authenticator;
import dev.missionmesh.gateway.application.Verdict;
import dev.missionmesh.gateway.domain.KeyText;
import dev.missionmesh.gateway.domain.KnownKey;
import dev.missionmesh.gateway.domain.Refusal;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Lets in who bears a key that holds. */
@ApplicationScoped
class Admission {
  private static final String SCHEME = "Bearer ";

  private final Authenticator authenticator;
  private final EdgeMetrics metrics;

  Admission(Authenticator authenticator, EdgeMetrics metrics) {
    this.authenticator = authenticator;
    this.metrics = metrics;
  }

  /**
   * Calls on with the key, at once or later on the same event loop; or answers 401, 403 if the
   * key's tenant is suspended, or 503 if the key cannot be looked up.
   */
  void admit(Visit visit, Consumer<KnownKey> onward) {
    List<String> presented = visit.request().headers().getAll(HttpHeaders.AUTHORIZATION);
    if (presented.isEmpty()) {
      refuse(visit, Refusal.MISSING);
      return;
    }
    Optional<KeyText> text = presented.size() > 1 ? Optional.empty() : parse(presented.getFirst());
    if (text.isEmpty()) {
      refuse(visit, Refusal.MALFORMED);
      return;
    }
    Verdict verdict = authenticator.atOnce(text.get());
    if (verdict != null) {
      decide(visit, verdict, onward);
      return;
    }
    visit.request().pause();
    Context context = Vertx.currentContext();
    authenticator
        .ask(text.get())
        .subscribe()
        .with(
            later -> context.runOnContext(i -> decide(visit, later, onward)),
            failure -> context.runOnContext(i -> unavailable(visit)));
  }

  private static Optional<KeyText> parse(String header) {
    return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? KeyText.parse(header.substring(SCHEME.length()))
        : Optional.empty();
  }

  private void decide(Visit visit, Verdict verdict, Consumer<KnownKey> onward) {
    switch (verdict) {
      case Verdict.Admitted admitted -> onward.accept(admitted.key());
      case Verdict.Refused refused -> refuse(visit, refused.reason());
    }
  }

  private void refuse(Visit visit, Refusal refusal) {
    metrics.refused(refusal);
    if (refusal == Refusal.SUSPENDED) {
      visit.refuse(
          new ProblemException(
              Problem.TENANT_SUSPENDED, "Ask those who run this mesh; nothing has been deleted."));
      return;
    }
    visit.refuse(
        new ProblemException(
                Problem.UNAUTHENTICATED,
                refusal == Refusal.MISSING
                    ? "Send an API key as a bearer token."
                    : "The API key is not valid.")
            .withHeader("WWW-Authenticate", "Bearer"));
  }

  private void unavailable(Visit visit) {
    metrics.keysUnavailable();
    visit.refuse(
        new ProblemException(Problem.UNAVAILABLE, "API keys cannot be checked right now.")
            .withHeader("Retry-After", "1"));
  }
}
