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
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A key to be made.
 *
 * @param expiresIn ISO-8601 duration, at most ten years; null: the configured life
 * @param tenant whose key it is to be; null: the caller's
 */
@Schema(name = "NewKey")
record NewKey(
    @Schema(required = true, minLength = 1, maxLength = 100, pattern = "\\S", examples = "ci")
        String name,
    @Schema(
            required = true,
            minItems = 1,
            description = "What it may do; at most what the caller may.",
            examples = "[\"missions:read\", \"missions:write\"]")
        List<String> scopes,
    @Schema(
            description = "ISO-8601 duration of its life, more than nothing, at most P3650D; left out: the configured life.",
            examples = "P90D")
        String expiresIn,
    @Schema(
            description = "Whose key it is to be, if not the caller's; takes the scope tenants:admin.",
            pattern = "^[a-z][a-z0-9-]{0,38}[a-z0-9]$",
            examples = "acme")
        String tenant) {
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
