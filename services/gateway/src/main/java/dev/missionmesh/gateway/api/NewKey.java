package dev.missionmesh.gateway.api;

import dev.missionmesh.gateway.domain.ApiKey;
import dev.missionmesh.problem.FieldError;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.tenancy.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A key to be made.
 *
 * @param expiresIn ISO-8601 duration, at most ten years; null: the configured life
 * @param tenant whose key it is to be; null: the caller's
 */
record NewKey(String name, List<String> scopes, String expiresIn, String tenant) {
  /** Throws a problem that names every field to blame. */
  void check() {
    List<FieldError> errors = new ArrayList<>();
    if (!ApiKey.isName(name)) {
      errors.add(FieldError.pointer("/name", "must be 1 to 100 characters"));
    }
    if (scopes == null || scopes.isEmpty() || scopes.stream().anyMatch(Objects::isNull)) {
      errors.add(FieldError.pointer("/scopes", "must name at least one scope"));
    }
    if (expiresIn != null && Spans.life(expiresIn) == null) {
      errors.add(
          FieldError.pointer("/expiresIn", "must be a positive ISO-8601 duration up to P3650D"));
    }
    if (tenant != null && !TenantId.isValid(tenant)) {
      errors.add(FieldError.pointer("/tenant", "is not the id of a tenant"));
    }
    if (!errors.isEmpty()) {
      throw new ProblemException(Problem.INVALID_REQUEST, "The key is not valid.", errors);
    }
  }

  /** How long the key is to live, once checked. */
  Duration life(Duration otherwise) {
    return expiresIn == null ? otherwise : Spans.life(expiresIn);
  }

  TenantId tenantOr(TenantId own) {
    return tenant == null ? own : new TenantId(tenant);
  }
}
