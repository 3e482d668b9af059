package dev.missionmesh.gateway.api;

import dev.missionmesh.gateway.domain.TenantExport;
import dev.missionmesh.problem.FieldError;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An export that was made.
 *
 * @param sha256 of the file
 * @param auditSize of the checkpoint in it; null in a mesh without an audit log, together with the
 *     root
 */
record NewExport(
    @Schema(required = true, pattern = "^[0-9a-f]{64}$", description = "Of the file.") String sha256,
    @Schema(minimum = "0", description = "Of the audit log's checkpoint in it.") Long auditSize,
    @Schema(pattern = "^[0-9a-f]{64}$", description = "Of the audit log's checkpoint in it.")
        String auditRoot) {
  /** This, if it can be noted; otherwise a problem that names every field to blame. */
  NewExport checked() {
    List<FieldError> errors = new ArrayList<>();
    if (!TenantExport.isHash(sha256)) {
      errors.add(FieldError.pointer("/sha256", "must be 64 lower-case hexadecimal digits"));
    }
    if (auditSize != null && auditSize < 0) {
      errors.add(FieldError.pointer("/auditSize", "must not be negative"));
    }
    if (auditRoot != null && !TenantExport.isHash(auditRoot)) {
      errors.add(FieldError.pointer("/auditRoot", "must be 64 lower-case hexadecimal digits"));
    }
    if ((auditSize == null) != (auditRoot == null)) {
      errors.add(FieldError.pointer("/auditRoot", "must be given together with /auditSize"));
    }
    if (!errors.isEmpty()) {
      throw new ProblemException(Problem.INVALID_REQUEST, "The export is not valid.", errors);
    }
    return this;
  }
}
