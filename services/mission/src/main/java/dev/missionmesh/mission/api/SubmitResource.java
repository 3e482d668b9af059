package dev.missionmesh.mission.api;

import dev.missionmesh.mission.application.SubmitMissions;
import dev.missionmesh.mission.application.Submitted.Accepted;
import dev.missionmesh.mission.domain.InvalidDraft;
import dev.missionmesh.mission.domain.MissionDraft;
import dev.missionmesh.problem.ProblemDocument;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.tenancy.CurrentPrincipal;
import dev.missionmesh.tenancy.Principal;
import dev.missionmesh.tenancy.Scopes;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;

/** Takes missions in. */
@Path("/api/v1/missions")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
@Tag(name = "missions")
class SubmitResource {
  private static final int MAX_ITEMS = 1000;
  private static final int ID_FROM = "{\"id\":\"".length();
  private static final int ID_TO = ID_FROM + 36;

  private final CurrentPrincipal principal;
  private final Drafts drafts;
  private final SubmitMissions submits;

  SubmitResource(CurrentPrincipal principal, Drafts drafts, SubmitMissions submits) {
    this.principal = principal;
    this.drafts = drafts;
    this.submits = submits;
  }

  @POST
  @PermissionsAllowed(Scopes.MISSIONS_WRITE)
  @Operation(
      operationId = "submitMission",
      summary = "Submits a mission",
      description =
          "The same `Idempotency-Key` and body again is answered with the same bytes and runs"
              + " nothing twice; keys are kept for 7 days.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = MissionRequest.class)))
  @APIResponse(
      responseCode = "202",
      description = "The mission is queued.",
      headers =
          @Header(
              name = "Location",
              description = "Path of the mission.",
              schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = AcceptanceView.class)))
  @APIResponse(
      responseCode = "422",
      description = "The Idempotency-Key was used with another body.")
  public Uni<Response> submit(
      @Parameter(
              description = "Makes a repetition safe: 1 to 255 visible ASCII characters.",
              schema = @Schema(pattern = Parameters.KEY_PATTERN),
              example = "report-2026-11-21")
          @RestHeader("Idempotency-Key")
          String key,
      byte[] body)
      throws IOException {
    String checked = Parameters.idempotencyKey(key);
    return accept(principal.get(), drafts.one(body).draft(), checked, "").map(SubmitResource::accepted);
  }

  /** The stored answer as it is: a repetition gets the same bytes. */
  private static Response accepted(Accepted accepted) {
    String id = new String(accepted.answer(), ID_FROM, ID_TO - ID_FROM, StandardCharsets.US_ASCII);
    return Response.accepted(accepted.answer())
        .header("Location", "/api/v1/missions/" + id)
        .build();
  }

  private Uni<Accepted> accept(Principal who, MissionDraft draft, String key, String at) {
    try {
      return submits.submit(who, draft, key);
    } catch (InvalidDraft e) {
      return Uni.createFrom().failure(Drafts.problem(e, at));
    }
  }

  @POST
  @Path("batch")
  @PermissionsAllowed(Scopes.MISSIONS_WRITE)
  @Operation(
      operationId = "submitMissions",
      summary = "Submits up to 1000 missions",
      description = "Each mission is accepted or refused by itself.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = BatchMessages.Request.class)))
  public Uni<BatchMessages.Answer> batch(byte[] body) throws IOException {
    Principal who = principal.get();
    List<BatchMessages.Item> items =
        Body.list("/missions", drafts.many(body).missions(), MAX_ITEMS);
    if (items.isEmpty()) throw Body.invalid("/missions", "must have at least 1 entry");
    List<Uni<BatchMessages.Answered>> answers = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) answers.add(item(who, items.get(i), "/missions/" + i));
    return Uni.join().all(answers).andFailFast().map(BatchMessages.Answer::new);
  }

  private Uni<BatchMessages.Answered> item(Principal who, BatchMessages.Item item, String at) {
    return Uni.createFrom()
        .deferred(
            () -> accept(who, item.request().draft(), key(item.idempotencyKey(), at + "/idempotencyKey"), at))
        .map(
            a ->
                new BatchMessages.Answered(
                    202, new String(a.answer(), StandardCharsets.UTF_8), null))
        .onFailure(ProblemException.class)
        .recoverWithItem(
            e -> {
              ProblemException problem = (ProblemException) e;
              return new BatchMessages.Answered(
                  problem.problem().status(), null, ProblemDocument.of(problem, null));
            });
  }

  private static String key(String key, String at) {
    try {
      return Parameters.idempotencyKey(key);
    } catch (ProblemException e) {
      throw Body.invalid(at, e.errors().getFirst().detail());
    }
  }
}
