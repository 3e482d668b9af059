package dev.missionmesh.gateway.edge;

import dev.missionmesh.gateway.application.AdminPermissions;
import dev.missionmesh.gateway.domain.AdminOperation;
import dev.missionmesh.gateway.domain.Caller;
import dev.missionmesh.gateway.domain.KnownUser;
import dev.missionmesh.gateway.domain.Refusal;
import dev.missionmesh.gateway.domain.Route;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Asks the authorization server, where one has a say, before a person administers. It can only take
 * away: the scopes decide as ever.
 */
@Singleton
class AdminGuard {
  private final AdminPermissions permissions;
  private final EdgeMetrics metrics;

  AdminGuard(AdminPermissions permissions, EdgeMetrics metrics) {
    this.permissions = permissions;
    this.metrics = metrics;
  }

  /** Calls on, at once or later on the same event loop; or answers 403, or 503 for no decision. */
  void pass(Visit visit, Route route, Caller caller, Runnable onward) {
    if (!permissions.isOn() || !(caller instanceof KnownUser)) {
      onward.run();
      return;
    }
    Optional<AdminOperation> operation =
        AdminOperation.of(visit.request().method().name(), route);
    if (operation.isEmpty()) {
      onward.run();
      return;
    }
    visit.request().pause();
    Context context = Vertx.currentContext();
    permissions
        .grants(Admission.credential(visit.request()).orElseThrow(), operation.get())
        .subscribe()
        .with(
            granted -> context.runOnContext(i -> decide(visit, granted, onward)),
            failure -> context.runOnContext(i -> unavailable(visit)));
  }

  private void decide(Visit visit, boolean granted, Runnable onward) {
    if (granted) {
      onward.run();
      return;
    }
    metrics.refused(Refusal.NOT_GRANTED);
    visit.refuse(
        new ProblemException(
            Problem.FORBIDDEN, "The authorization server does not grant you this operation."));
  }

  private void unavailable(Visit visit) {
    metrics.keysUnavailable();
    visit.refuse(
        new ProblemException(
                Problem.UNAVAILABLE, "The authorization server cannot be asked right now.")
            .withHeader("Retry-After", "1"));
  }
}
