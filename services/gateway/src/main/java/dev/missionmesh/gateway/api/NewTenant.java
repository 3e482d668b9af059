package dev.missionmesh.gateway.api;

import dev.missionmesh.gateway.domain.Tenant;
import dev.missionmesh.problem.FieldError;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.tenancy.TenantId;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A tenant to be founded.
 *
 * @param displayName null: the id serves
 */
@Schema(name = "NewTenant")
record NewTenant(
    @Schema(
            required = true,
            description = "Stays for ever; stands in the tenant's keys.",
            pattern = "^[a-z][a-z0-9-]{0,38}[a-z0-9]$",
            examples = "acme")
        String id,
    @Schema(
            description = "For people; left out: the id.",
            minLength = 1,
            maxLength = 200,
            pattern = "\\S",
            examples = "Acme Ltd.")
        String displayName) {
  /** This, if it can be a tenant; otherwise a problem that names every field to blame. */
  NewTenant checked() {
    List<FieldError> errors = new ArrayList<>();
    if (!TenantId.isValid(id)) {
      errors.add(
          FieldError.pointer(
              "/id",
              "must be 2 to 40 lower-case letters, digits or inner hyphens, a letter first"));
    }
    if (displayName != null && !Tenant.isDisplayName(displayName)) {
      errors.add(FieldError.pointer("/displayName", "must be 1 to 200 characters"));
    }
    if (!errors.isEmpty()) {
      throw new ProblemException(Problem.INVALID_REQUEST, "The tenant is not valid.", errors);
    }
    return new NewTenant(id, displayName == null ? id : displayName);
  }
}
