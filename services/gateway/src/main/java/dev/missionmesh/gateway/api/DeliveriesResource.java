package dev.missionmesh.gateway.api;

import dev.missionmesh.gateway.application.webhook.Delivery;
import dev.missionmesh.gateway.application.webhook.DeliveryDesk;
import dev.missionmesh.gateway.application.webhook.WebhookMessage;
import dev.missionmesh.problem.FieldError;
import dev.missionmesh.problem.PageCursor;
import dev.missionmesh.problem.PageSize;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.tenancy.CurrentPrincipal;
import dev.missionmesh.tenancy.Scopes;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** What became of the messages to a webhook. */
@Path("/api/v1/webhooks/{id}/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "webhooks")
class DeliveriesResource {
  private static final String ID = "0199a2c4-7f5c-7c3e-9d0a-0123456789ab";
  private static final Set<String> STATES = Set.of("pending", "delivered", "failed");

  private final DeliveryDesk desk;
  private final CurrentPrincipal current;

  DeliveriesResource(DeliveryDesk desk, CurrentPrincipal current) {
    this.desk = desk;
    this.current = current;
  }

  @GET
  @PermissionsAllowed(Scopes.WEBHOOKS_READ)
  @Operation(
      operationId = "listWebhookDeliveries",
      summary = "What became of the messages, newest first")
  public Uni<DeliveryView.Page> list(
      @Parameter(description = "The webhook's id.", example = ID) @PathParam("id") String id,
      @Parameter(
              description = "Only these.",
              schema = @Schema(enumeration = {"pending", "delivered", "failed"}))
          @QueryParam("state")
          String state,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    int most = PageSize.of(limit);
    PageCursor cursors = PageCursor.of("deliveries", current.tenant().value(), id, state);
    return desk.page(
            current.tenant(),
            WebhooksResource.id(id),
            TimedPlace.of(cursors.place(cursor), DeliveriesResource::mark),
            state(state),
            most + 1)
        .map(found -> page(found, most, cursors));
  }

  private static DeliveryView.Page page(List<Delivery> found, int most, PageCursor cursors) {
    List<Delivery> shown = found.subList(0, Math.min(found.size(), most));
    return new DeliveryView.Page(
        shown.stream().map(DeliveryView::of).toList(),
        found.size() > most
            ? cursors.after(
                TimedPlace.text(shown.getLast().createdAt(), shown.getLast().messageId()))
            : null);
  }

  private static Delivery.Mark mark(Instant createdAt, String messageId) {
    if (!WebhookMessage.isId(messageId)) {
      throw PageCursor.refused();
    }
    return new Delivery.Mark(createdAt, messageId);
  }

  private static String state(String text) {
    if (text != null && !STATES.contains(text)) {
      throw new ProblemException(
          Problem.INVALID_REQUEST,
          "A parameter is not valid.",
          FieldError.parameter("state", "must be pending, delivered or failed"));
    }
    return text;
  }

  @POST
  @Path("{messageId}/replay")
  @ResponseStatus(202)
  @PermissionsAllowed(Scopes.WEBHOOKS_WRITE)
  @Operation(
      operationId = "replayWebhookDelivery",
      summary = "Sends a message again",
      description = "With all attempts before it, whatever became of it.")
  @APIResponse(
      responseCode = "202",
      description = "The delivery, due now.",
      content = @Content(schema = @Schema(implementation = DeliveryView.class)))
  @APIResponse(responseCode = "409", description = "The webhook is disabled.")
  public Uni<DeliveryView> replay(
      @Parameter(description = "The webhook's id.", example = ID) @PathParam("id") String id,
      @Parameter(description = "The message's id.", example = "msg_0199a2c47f5c7c3e9d0a0123456789ab")
          @PathParam("messageId")
          String messageId) {
    if (!WebhookMessage.isId(messageId)) {
      throw new ProblemException(Problem.NOT_FOUND, "There is no such delivery.");
    }
    return desk.replay(current.tenant(), WebhooksResource.id(id), messageId)
        .map(DeliveryView::of);
  }
}
