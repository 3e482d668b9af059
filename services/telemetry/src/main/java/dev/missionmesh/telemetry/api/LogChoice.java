package dev.missionmesh.telemetry.api;

import dev.missionmesh.problem.FieldError;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.tenancy.Principal;
import dev.missionmesh.tenancy.Scopes;
import dev.missionmesh.tenancy.TenantId;

/**
 * Which log a request is about: the caller's own, or with {@code ?log=} and the scope for it, the mesh's ({@code system}) or that of
 * another tenant, be it deleted.
 */
final class LogChoice {
  static TenantId of(Principal principal, String log) {
    if (log == null) {
      return principal.tenant();
    }
    boolean everywhere = principal.may(Scopes.AUDIT_SYSTEM);
    if (everywhere ? !TenantId.isValid(log) : !log.equals(TenantId.SYSTEM.value())) {
      FieldError error = FieldError.parameter("log", "must be system or absent");
      throw new ProblemException(Problem.INVALID_REQUEST, "There is no such log.", error);
    }
    if (!everywhere) {
      throw new ProblemException(Problem.FORBIDDEN, "The scope audit:system is required.");
    }
    return new TenantId(log);
  }

  /** A number of entries from a query parameter; the other one if it is absent. */
  static long entries(String name, String value, long otherwise) {
    if (value == null) {
      return otherwise;
    }
    if (!value.matches("[0-9]{1,18}")) {
      FieldError error = FieldError.parameter(name, "must be a number of entries");
      throw new ProblemException(Problem.INVALID_REQUEST, "The export cannot be cut there.", error);
    }
    return Long.parseLong(value);
  }

  private LogChoice() {}
}
