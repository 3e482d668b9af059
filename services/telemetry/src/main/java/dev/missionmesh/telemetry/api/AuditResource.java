package dev.missionmesh.telemetry.api;

import dev.missionmesh.auditlog.NoteSigner;
import dev.missionmesh.problem.FieldError;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.telemetry.application.AuditExport;
import dev.missionmesh.telemetry.application.AuditReader;
import dev.missionmesh.telemetry.application.LogHead;
import dev.missionmesh.tenancy.CurrentPrincipal;
import dev.missionmesh.tenancy.Scopes;
import dev.missionmesh.tenancy.TenantId;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** A tenant's audit log: what was signed, by which key, and the entries. */
@Path("/api/v1/audit")
@Tag(name = "audit")
public class AuditResource {
  private final CurrentPrincipal principal;
  private final AuditReader reader;
  private final AuditExport export;
  private final NoteSigner signer;

  AuditResource(
      CurrentPrincipal principal, AuditReader reader, AuditExport export, NoteSigner signer) {
    this.principal = principal;
    this.reader = reader;
    this.export = export;
    this.signer = signer;
  }

  /** The committed head as a signed note (C2SP tlog-checkpoint). */
  @GET
  @Path("/checkpoint")
  @Produces(MediaType.TEXT_PLAIN)
  @PermissionsAllowed(Scopes.AUDIT_READ)
  @Operation(
      operationId = "getAuditCheckpoint",
      summary = "The committed head of the log, signed",
      description = "A signed note (C2SP tlog-checkpoint).")
  @APIResponse(
      responseCode = "200",
      description = "The note.",
      content =
          @Content(
              mediaType = MediaType.TEXT_PLAIN,
              schema = @Schema(type = SchemaType.STRING)))
  public Uni<String> checkpoint(
      @Parameter(
              description =
                  "`system`, or another tenant: its log instead of the own; takes the scope audit:system.",
              schema = @Schema(type = SchemaType.STRING))
          @RestQuery
          String log) {
    return reader.head(chosen(log)).map(head -> head.checkpoint().signedBy(signerOf(head)));
  }

  /** The key that verifies the checkpoints, in the form {@code name+hash+key}; to be pinned once. */
  @GET
  @Path("/key")
  @Produces(MediaType.TEXT_PLAIN)
  @PermissionsAllowed(Scopes.AUDIT_READ)
  @Operation(
      operationId = "getAuditKey",
      summary = "The key that verifies the checkpoints",
      description = "A note verifier key, `name+hash+key`; to be pinned once.")
  @APIResponse(
      responseCode = "200",
      description = "The key.",
      content =
          @Content(
              mediaType = MediaType.TEXT_PLAIN,
              schema = @Schema(type = SchemaType.STRING)))
  public Uni<String> key(
      @Parameter(
              description =
                  "`system`, or another tenant: its log instead of the own; takes the scope audit:system.",
              schema = @Schema(type = SchemaType.STRING))
          @RestQuery
          String log) {
    return reader.head(chosen(log)).map(head -> signerOf(head).verifierKey() + "\n");
  }

  /** Entries from {@code from} (0) up to {@code size}, a checkpoint's; without it, all there are. One entry a line. */
  @GET
  @Path("/export")
  @Produces("application/x-ndjson")
  @PermissionsAllowed(Scopes.AUDIT_READ)
  @Operation(
      operationId = "exportAudit",
      summary = "Entries of the log, one a line",
      description = "What `mesh audit verify` reads.")
  @APIResponse(
      responseCode = "200",
      description = "JSON lines.",
      content =
          @Content(
              mediaType = "application/x-ndjson",
              schema = @Schema(type = SchemaType.STRING)))
  public Multi<byte[]> export(
      @Parameter(
              description =
                  "`system`, or another tenant: its log instead of the own; takes the scope audit:system.",
              schema = @Schema(type = SchemaType.STRING))
          @RestQuery
          String log,
      @Parameter(
              description = "Index of the first entry.",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      format = "int64",
                      minimum = "0",
                      defaultValue = "0"))
          @RestQuery
          String from,
      @Parameter(
              description = "Size of a checkpoint fetched before; left out: all there is.",
              schema = @Schema(type = SchemaType.INTEGER, format = "int64", minimum = "0"))
          @RestQuery
          String size) {
    TenantId tenant = chosen(log);
    long start = LogChoice.entries("from", from, 0);
    long asked = LogChoice.entries("size", size, -1);
    return reader
        .head(tenant)
        .map(head -> end(head, start, asked))
        .onItem()
        .transformToMulti(end -> export.lines(tenant, start, end));
  }

  /** Where the events of a mission stand. Empty while none has been logged. */
  @GET
  @Path("/missions/{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @PermissionsAllowed(Scopes.AUDIT_READ)
  @Operation(
      operationId = "findAuditOfMission",
      summary = "Where a mission's events stand in the log",
      description = "Empty while none has been logged.")
  public Uni<EntrySummary.Page> ofMission(
      @Parameter(
              description = "The mission's id.",
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
    return reader
        .ofMission(chosen(log), missionId(id))
        .map(all -> new EntrySummary.Page(all.stream().map(EntrySummary::of).toList()));
  }

  private TenantId chosen(String log) {
    return LogChoice.of(principal.get(), log);
  }

  private NoteSigner signerOf(LogHead head) {
    return signer.named(head.origin().toString());
  }

  private static long end(LogHead head, long start, long asked) {
    long end = asked < 0 ? head.size() : asked;
    if (end > head.size() || start > end) {
      String detail = "The log has " + head.size() + " entries.";
      FieldError error =
          FieldError.parameter(
              end > head.size() ? "size" : "from", "must be at most " + Math.min(end, head.size()));
      throw new ProblemException(Problem.INVALID_REQUEST, detail, error);
    }
    return end;
  }

  private static UUID missionId(String text) {
    try {
      UUID id = UUID.fromString(text);
      if (id.toString().equals(text)) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      // answered below, like an id that no mission has
    }
    throw new ProblemException(Problem.NOT_FOUND, "There is no such mission.");
  }
}
