package dev.missionmesh.telemetry.api;

import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.telemetry.application.ErasureStore;
import dev.missionmesh.telemetry.application.Erasures;
import dev.missionmesh.tenancy.CurrentPrincipal;
import dev.missionmesh.tenancy.Scopes;
import dev.missionmesh.tenancy.TenantId;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Takes a subject's data out of the audit log, which verifies all the same. */
@Path("/api/v1/audit/erasures")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "audit")
public class ErasuresResource {
  private final CurrentPrincipal principal;
  private final Erasures erasures;
  private final ErasureStore store;

  ErasuresResource(CurrentPrincipal principal, Erasures erasures, ErasureStore store) {
    this.principal = principal;
    this.erasures = erasures;
    this.store = store;
  }

  /** Has the data of a subject erased; cannot be undone. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @PermissionsAllowed(Scopes.AUDIT_ERASE)
  @Operation(
      operationId = "eraseSubject",
      summary = "Erases one subject's data from the audit log, for good",
      description =
          "The data of each entry in which the subject stands as a value, and of all entries of"
              + " missions that the subject submitted or that are labelled with it. The log"
              + " verifies against the same checkpoints all the same. Asked again while it runs, it"
              + " is the one answered.")
  @APIResponse(
      responseCode = "202",
      description = "It runs.",
      headers =
          @Header(
              name = "Location",
              description = "Where to ask how far it is.",
              schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = ErasureView.class)))
  public Uni<Response> erase(
      @Parameter(
              description =
                  "`system`, or another tenant: its log instead of the own; takes the scope audit:system.",
              schema = @Schema(type = SchemaType.STRING))
          @RestQuery
          String log,
      ErasureRequest request) {
    TenantId tenant = LogChoice.of(principal.get(), log);
    String subject = ErasureRequest.subjectOf(request);
    return erasures
        .request(tenant, subject, principal.get())
        .map(
            erasure ->
                Response.accepted(ErasureView.of(erasure))
                    .location(URI.create("/api/v1/audit/erasures/" + erasure.id()))
                    .build());
  }

  /** How far an erasure has come. */
  @GET
  @Path("/{id}")
  @PermissionsAllowed(Scopes.AUDIT_ERASE)
  @Operation(operationId = "getErasure", summary = "How far an erasure has come")
  public Uni<ErasureView> get(
      @Parameter(
              description = "The erasure's id.",
              schema = @Schema(format = "uuid"),
              example = "019a9c1e-6f8a-7c31-9d0e-3f1f5b0c2a77")
          @RestPath
          String id,
      @Parameter(
              description =
                  "`system`, or another tenant: its log instead of the own; takes the scope audit:system.",
              schema = @Schema(type = SchemaType.STRING))
          @RestQuery
          String log) {
    return store
        .find(LogChoice.of(principal.get(), log), erasureId(id))
        .map(
            found ->
                found
                    .map(ErasureView::of)
                    .orElseThrow(ErasuresResource::unknown));
  }

  private static UUID erasureId(String text) {
    try {
      UUID id = UUID.fromString(text);
      if (id.toString().equals(text)) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      // answered below, like an id that no erasure has
    }
    throw unknown();
  }

  private static ProblemException unknown() {
    return new ProblemException(Problem.NOT_FOUND, "There is no such erasure.");
  }
}
