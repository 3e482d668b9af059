package dev.missionmesh.telemetry.api;

import dev.missionmesh.problem.FieldError;
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
  private static final int USUAL = 50;
  private static final int MOST = 200;

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
      @Parameter(
              description = "Entries of a page.",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "200",
                      defaultValue = "50"))
          @RestQuery
          String limit,
      @Parameter(description = "`nextCursor` of the page before.") @RestQuery String cursor) {
    TenantId tenant = LogChoice.of(principal.get(), log);
    Boolean open = open(state);
    int most = limit(limit);
    UUID before = cursor(cursor);
    return alerts
        .list(tenant, open, before, most + 1)
        .map(found -> AlertView.Page.of(found, most));
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

  private static int limit(String limit) {
    if (limit == null) {
      return USUAL;
    }
    int number = limit.matches("[0-9]{1,3}") ? Integer.parseInt(limit) : 0;
    if (number < 1 || number > MOST) {
      throw invalid("limit", "must be 1 to " + MOST);
    }
    return number;
  }

  private static UUID cursor(String cursor) {
    if (cursor == null) {
      return null;
    }
    try {
      UUID id = UUID.fromString(cursor);
      if (id.toString().equals(cursor)) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      // answered below, like one in another form
    }
    throw invalid("cursor", "is not a cursor that was given out here");
  }

  private static ProblemException invalid(String parameter, String detail) {
    return new ProblemException(
        Problem.INVALID_REQUEST,
        "The alerts cannot be listed that way.",
        FieldError.parameter(parameter, detail));
  }
}
