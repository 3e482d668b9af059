package dev.missionmesh.gateway.edge;

import dev.missionmesh.gateway.application.Allowance;
import dev.missionmesh.gateway.application.RateLimiter;
import dev.missionmesh.gateway.domain.Allotment;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One request's way through its limits, one after the other. */
final class Turnstile {
  private final Visit visit;
  private final RateLimiter limiter;
  private final LimitMetrics metrics;
  private final List<Allotment> allotments;
  private final Consumer<List<Allowance>> onward;
  private final List<Allowance> granted;

  Turnstile(
      Visit visit,
      RateLimiter limiter,
      LimitMetrics metrics,
      List<Allotment> allotments,
      Consumer<List<Allowance>> onward) {
    this.visit = visit;
    this.limiter = limiter;
    this.metrics = metrics;
    this.allotments = allotments;
    this.onward = onward;
    this.granted = new ArrayList<>(allotments.size());
  }

  /** Goes on as far as it can at once, and later on the same event loop if it has to ask. */
  void pass() {
    while (granted.size() < allotments.size()) {
      Allotment next = allotments.get(granted.size());
      Allowance answer = limiter.atOnce(next);
      if (answer == null) {
        ask(next);
        return;
      }
      if (!isGranted(answer)) {
        return;
      }
    }
    onward.accept(granted);
  }

  private void ask(Allotment allotment) {
    visit.request().pause();
    Context context = Vertx.currentContext();
    limiter
        .ask(allotment)
        .thenAccept(
            answer ->
                context.runOnContext(
                    ignored -> {
                      if (isGranted(answer)) {
                        pass();
                      }
                    }));
  }

  private boolean isGranted(Allowance answer) {
    metrics.counted(answer);
    if (answer.granted()) {
      granted.add(answer);
      return true;
    }
    LimitHeaders.put(visit.routing().response(), List.of(answer));
    long seconds = Math.max(1, LimitHeaders.seconds(answer.waitNanos()));
    String tier = answer.allotment().tier().label();
    visit.refuse(
        new ProblemException(
                Problem.RATE_LIMITED,
                "More requests than the limit allows: " + answer.allotment().limit() + ".")
            .with("tier", tier)
            .withHeader("Retry-After", Long.toString(seconds)));
    return false;
  }
}
