package dev.missionmesh.mission.api;

import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.tenancy.CurrentPrincipal;
import jakarta.enterprise.context.RequestScoped;
import java.util.regex.Pattern;

/** The node that calls: the one its token names, and no other. */
@RequestScoped
class NodeIdentity {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");
  private final CurrentPrincipal principal;

  NodeIdentity(CurrentPrincipal principal) {
    this.principal = principal;
  }

  /** The node of the path, if it is the caller. */
  String require(String node) {
    if (!principal.get().subject().equals("node:" + node) || !NAME.matcher(node).matches()) {
      throw new ProblemException(Problem.FORBIDDEN, "The token is that of another node.");
    }
    return node;
  }
}
