package dev.missionmesh.mission.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.missionmesh.mission.application.LiveTail;
import dev.missionmesh.mission.application.TailEvent;
import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.tenancy.CurrentPrincipal;
import dev.missionmesh.tenancy.Scopes;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;

/** The live tail of a mission as server-sent events. */
@Path("/api/v1/missions/{id}/events")
@StreamGate.Streamed
@Tag(name = "missions")
class MissionEventsResource {
  record Gap(long from, long to) {}

  private final CurrentPrincipal principal;
  private final LiveTail tail;
  private final ObjectMapper json;

  MissionEventsResource(CurrentPrincipal principal, LiveTail tail, ObjectMapper json) {
    this.principal = principal;
    this.tail = tail;
    this.json = json;
  }

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @PermissionsAllowed(Scopes.MISSIONS_READ)
  @Operation(
      operationId = "watchMission",
      summary = "The live tail of a mission",
      description =
          """
          Server-sent events until the mission has ended: `state` (members `sequence`, `state`, `attempt`, `reason`, `at`), `log` (a LogLine), \
          `gap` (`from`, `to`: what was kept no longer) and last `end` (a Mission). Each has its sequence as its id; \
          send the last one seen as `Last-Event-ID` to go on from there. A comment keeps an idle stream open.""")
  @APIResponse(
      responseCode = "200",
      description = "The stream.",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(type = SchemaType.STRING)))
  public Multi<OutboundSseEvent> watch(
      @Parameter(
              description = "The mission's id.",
              schema = @Schema(format = "uuid"),
              example = "019a9c1e-6f8a-7c31-9d0e-3f1f5b0c2a77")
          @PathParam("id")
          String id,
      @Parameter(
              description = "The last event seen.",
              schema = @Schema(type = SchemaType.INTEGER, format = "int64", minimum = "0"))
          @RestHeader("Last-Event-ID")
          String lastEventId,
      @Context Sse sse) {
    MissionId mission = Parameters.mission(id);
    long after = Parameters.lastEventId(lastEventId);
    return tail.watch(principal.tenant(), mission, after).map(event -> of(event, sse));
  }

  private OutboundSseEvent of(TailEvent event, Sse sse) {
    return switch (event) {
      case TailEvent.State state -> event(sse, "state", state.sequence(), state);
      case TailEvent.Log log -> event(sse, "log", log.line().sequence(), log.line());
      case TailEvent.Gap gap -> event(sse, "gap", gap.to(), new Gap(gap.from(), gap.to()));
      case TailEvent.End end -> event(sse, "end", end.sequence(), end.mission());
      case TailEvent.KeepAlive ignored -> sse.newEventBuilder().comment("keep-alive").build();
    };
  }

  private OutboundSseEvent event(Sse sse, String name, long id, Object data) {
    try {
      return sse.newEventBuilder()
          .id(Long.toString(id))
          .name(name)
          .data(String.class, json.writeValueAsString(data))
          .build();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event cannot be written", e);
    }
  }
}
