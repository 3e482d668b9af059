package dev.missionmesh.gateway.api;

import dev.missionmesh.gateway.application.SecretRotations;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.tenancy.CurrentPrincipal;
import dev.missionmesh.tenancy.Scopes;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What whoever rotates the secrets inside the mesh has done. */
@Path("/api/v1/secrets/rotations")
@Tag(name = "tenants")
class SecretRotationsResource {
  private final SecretRotations rotations;
  private final CurrentPrincipal current;

  SecretRotationsResource(SecretRotations rotations, CurrentPrincipal current) {
    this.rotations = rotations;
    this.current = current;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @PermissionsAllowed(Scopes.TENANTS_ADMIN)
  @Operation(
      operationId = "recordSecretRotations",
      summary = "Puts on record that secrets inside the mesh were replaced",
      description = "Each becomes an entry of the system's audit log.")
  @RequestBody(required = true)
  @APIResponse(responseCode = "204", description = "On record.")
  public Uni<Void> record(RotatedSecrets rotated) {
    if (rotated == null) {
      throw new ProblemException(Problem.INVALID_REQUEST, "The body is missing.");
    }
    return rotations.record(rotated.checked(), current.get().subject());
  }
}
