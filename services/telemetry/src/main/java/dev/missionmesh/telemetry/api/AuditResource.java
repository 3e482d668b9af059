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
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** A tenant's audit log: what was signed, by which key, and the entries. */
@Path("/api/v1/audit")
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
  public Uni<String> checkpoint(@RestQuery String log) {
    return reader.head(chosen(log)).map(head -> head.checkpoint().signedBy(signerOf(head)));
  }

  /** The key that verifies the checkpoints, in the form {@code name+hash+key}; to be pinned once. */
  @GET
  @Path("/key")
  @Produces(MediaType.TEXT_PLAIN)
  @PermissionsAllowed(Scopes.AUDIT_READ)
  public Uni<String> key(@RestQuery String log) {
    return reader.head(chosen(log)).map(head -> signerOf(head).verifierKey() + "\n");
  }

  /** Entries from {@code from} (0) up to {@code size}, a checkpoint's; without it, all there are. One entry a line. */
  @GET
  @Path("/export")
  @Produces("application/x-ndjson")
  @PermissionsAllowed(Scopes.AUDIT_READ)
  public Multi<byte[]> export(
      @RestQuery String log, @RestQuery String from, @RestQuery String size) {
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
  public Uni<EntrySummary.Page> ofMission(@RestPath String id, @RestQuery String log) {
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
