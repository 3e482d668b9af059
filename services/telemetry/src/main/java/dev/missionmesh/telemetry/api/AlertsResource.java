package dev.missionmesh.telemetry.api;

import dev.missionmesh.problem.FieldError;
import dev.missionmesh.problem.PageCursor;
import dev.missionmesh.problem.PageSize;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.telemetry.application.AlertStore;
import dev.missionmesh.tenancy.CurrentPrincipal;
import dev.missionmesh.tenancy.Scopes;
import dev.missionmesh.tenancy.TenantId;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** What the watcher of the audit log has raised. */
@Path("/api/v1/alerts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "audit")
public class AlertsResource {
  private final CurrentPrincipal principal;
  private final AlertStore alerts;

  AlertsResource(CurrentPrincipal principal, AlertStore alerts) {
    this.principal = principal;
    this.alerts = alerts;
  }

  /** Alerts, newest first; those of the mesh itself with {@code log=system}, which needs audit:system. */
  @GET
  @PermissionsAllowed(Scopes.AUDIT_READ)
  @Operation(
      operationId = "listAlerts",
      summary = "What the watcher of the audit log has raised, newest first",
      description = "One burst is one alert; it is resolved after a time of silence.")
  public Uni<AlertView.Page> list(
      @Parameter(
              description =
                  "`system`, or another tenant: its log instead of the own; takes the scope audit:system.",
              schema = @Schema(type = SchemaType.STRING))
          @RestQuery
          String log,
      @Parameter(
              description = "Only alerts in this state.",
              schema = @Schema(enumeration = {"open", "resolved"}))
          @RestQuery
          String state,
      @RestQuery String limit,
      @RestQuery String cursor) {
    TenantId tenant = LogChoice.of(principal.get(), log);
    Boolean open = open(state);
    int most = PageSize.of(limit);
    PageCursor cursors = PageCursor.of("alerts", tenant.value(), state);
    return alerts
        .list(tenant, open, place(cursors.place(cursor)), most + 1)
        .map(found -> AlertView.Page.of(found, most, cursors));
  }

  private static Boolean open(String state) {
    if (state == null) {
      return null;
    }
    return switch (state) {
      case "open" -> true;
      case "resolved" -> false;
      default -> throw invalid("state", "must be open or resolved");
    };
  }

  private static UUID place(String id) {
    try {
      return id == null ? null : UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw PageCursor.refused();
    }
  }

  private static ProblemException invalid(String parameter, String detail) {
    return new ProblemException(
        Problem.INVALID_REQUEST,
        "The alerts cannot be listed that way.",
        FieldError.parameter(parameter, detail));
  }
}
