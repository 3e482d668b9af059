package dev.missionmesh.gateway.api;

import dev.missionmesh.gateway.application.Expectation;
import dev.missionmesh.gateway.application.webhook.DeliveryDesk;
import dev.missionmesh.gateway.application.webhook.WebhookAdministration;
import dev.missionmesh.gateway.domain.webhook.Webhook;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.tenancy.CurrentPrincipal;
import dev.missionmesh.tenancy.Principal;
import dev.missionmesh.tenancy.Scopes;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where the caller's tenant wants to be told of what happens. */
@Path("/api/v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "webhooks")
class WebhooksResource {
  private static final String ID = "0199a2c4-7f5c-7c3e-9d0a-0123456789ab";
  private static final String WHOSE = "The webhook's id.";
  private static final String TAG = "Its revision.";
  private static final String UUID_TEXT = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private final WebhookAdministration webhooks;
  private final DeliveryDesk desk;
  private final CurrentPrincipal current;
  private final Clock clock;

  WebhooksResource(
      WebhookAdministration webhooks, DeliveryDesk desk, CurrentPrincipal current, Clock clock) {
    this.webhooks = webhooks;
    this.desk = desk;
    this.current = current;
    this.clock = clock;
  }

  @GET
  @PermissionsAllowed(Scopes.WEBHOOKS_READ)
  @Operation(operationId = "listWebhooks", summary = "The tenant's webhooks, newest first")
  public Uni<WebhookView.Page> list() {
    return webhooks
        .list(current.tenant())
        .map(all -> new WebhookView.Page(all.stream().map(WebhookView::of).toList()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @PermissionsAllowed(Scopes.WEBHOOKS_WRITE)
  @Operation(
      operationId = "createWebhook",
      summary = "Makes a webhook",
      description =
          "Messages are signed by the Standard Webhooks specification. The secret is in this answer and nowhere else.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = NewWebhook.class)))
  @APIResponse(
      responseCode = "201",
      description = "The webhook, with its secret.",
      headers = {
        @Header(name = "ETag", description = TAG, schema = @Schema(type = SchemaType.STRING)),
        @Header(
            name = "Location",
            description = "Where it is.",
            schema = @Schema(type = SchemaType.STRING))
      },
      content = @Content(schema = @Schema(implementation = WebhookView.class)))
  @APIResponse(responseCode = "409", description = "The tenant's quota of webhooks is used up.")
  public Uni<Response> make(NewWebhook wanted) {
    requireBody(wanted);
    wanted.check();
    return webhooks
        .make(current.get(), wanted.url(), wanted.eventTypes(), wanted.descriptionOrNone())
        .map(
            made ->
                Response.created(URI.create("/api/v1/webhooks/" + made.webhook().id()))
                    .tag(Long.toString(made.webhook().revision()))
                    .entity(WebhookView.of(made))
                    .build());
  }

  @GET
  @Path("{id}")
  @PermissionsAllowed(Scopes.WEBHOOKS_READ)
  @Operation(operationId = "getWebhook", summary = "A webhook")
  @Parameter(
      name = "If-None-Match",
      in = ParameterIn.HEADER,
      description = "Entity tags that the caller has.",
      schema = @Schema(type = SchemaType.STRING))
  @APIResponse(
      responseCode = "200",
      description = "The webhook.",
      headers =
          @Header(name = "ETag", description = TAG, schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = WebhookView.class)))
  @APIResponse(responseCode = "304", description = "The caller has it.")
  public Uni<Response> get(
      @Parameter(description = WHOSE, example = ID) @PathParam("id") String id, @Context Request request) {
    return webhooks.get(current.tenant(), id(id)).map(webhook -> answer(request, webhook));
  }

  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @PermissionsAllowed(Scopes.WEBHOOKS_WRITE)
  @Operation(
      operationId = "changeWebhook",
      summary = "Changes a webhook",
      description = "Members that are left out stay as they are.")
  @Parameter(
      name = "If-Match",
      in = ParameterIn.HEADER,
      required = true,
      description = "The entity tag of what is to be changed, or *.",
      example = "*",
      schema = @Schema(type = SchemaType.STRING))
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = WebhookChange.class)))
  @APIResponse(
      responseCode = "200",
      description = "The webhook as it now is.",
      headers =
          @Header(name = "ETag", description = TAG, schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = WebhookView.class)))
  @APIResponse(responseCode = "412", description = "It has been changed meanwhile.")
  @APIResponse(responseCode = "428", description = "If-Match is missing.")
  public Uni<Response> change(
      @Parameter(description = WHOSE, example = ID) @PathParam("id") String id,
      @Context HttpHeaders headers,
      @Context Request request,
      WebhookChange wanted) {
    requireBody(wanted);
    wanted.check();
    return change(id, EntityTags.required(headers), request, wanted);
  }

  @POST
  @Path("{id}/enable")
  @PermissionsAllowed(Scopes.WEBHOOKS_WRITE)
  @Operation(
      operationId = "enableWebhook",
      summary = "Enables a webhook again",
      description = "What still waits for it goes out at once.")
  @APIResponse(
      responseCode = "200",
      description = "The webhook.",
      headers =
          @Header(name = "ETag", description = TAG, schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = WebhookView.class)))
  public Uni<Response> enable(
      @Parameter(description = WHOSE, example = ID) @PathParam("id") String id, @Context Request request) {
    return change(id, Expectation.NONE, request, WebhookChange.ENABLE);
  }

  private Uni<Response> change(
      String id, Expectation expected, Request request, WebhookChange wanted) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return webhooks
        .change(
            current.get(),
            id(id),
            wanted.url(),
            webhook -> wanted.applied(webhook, expected, now))
        .map(webhook -> answer(request, webhook));
  }

  @DELETE
  @Path("{id}")
  @PermissionsAllowed(Scopes.WEBHOOKS_WRITE)
  @Operation(
      operationId = "deleteWebhook",
      summary = "Deletes a webhook and its log",
      description = "What is under way may still arrive.")
  @Parameter(
      name = "If-Match",
      in = ParameterIn.HEADER,
      description = "The entity tag of what is to be deleted.",
      schema = @Schema(type = SchemaType.STRING))
  @APIResponse(responseCode = "204", description = "It is deleted.")
  @APIResponse(responseCode = "412", description = "It has been changed meanwhile.")
  public Uni<Void> delete(
      @Parameter(description = WHOSE, example = ID) @PathParam("id") String id, @Context HttpHeaders headers) {
    Expectation expected = EntityTags.optional(headers);
    return webhooks.delete(
        current.get(), id(id), webhook -> expected.require(webhook.revision()));
  }

  @POST
  @Path("{id}/rotate-secret")
  @Consumes(MediaType.APPLICATION_JSON)
  @PermissionsAllowed(Scopes.WEBHOOKS_WRITE)
  @Operation(
      operationId = "rotateWebhookSecret",
      summary = "Gives a webhook one more secret",
      description =
          "For the overlap messages carry a signature of each secret. The new one is in this answer and nowhere else.")
  @RequestBody(
      required = false,
      content = @Content(schema = @Schema(implementation = SecretRotation.class)))
  @APIResponse(
      responseCode = "200",
      description = "The webhook, with its new secret.",
      content = @Content(schema = @Schema(implementation = WebhookView.class)))
  @APIResponse(responseCode = "409", description = "More than three secrets would hold at once.")
  public Uni<WebhookView> rotate(
      @Parameter(description = WHOSE, example = ID) @PathParam("id") String id, SecretRotation wanted) {
    SecretRotation rotation = wanted == null ? SecretRotation.USUAL : wanted;
    Principal who = current.get();
    return webhooks.rotate(who, id(id), rotation.overlapTime()).map(WebhookView::of);
  }

  @POST
  @Path("{id}/test")
  @PermissionsAllowed(Scopes.WEBHOOKS_WRITE)
  @Operation(
      operationId = "testWebhook",
      summary = "Sends a message of type webhook.test",
      description = "Once and at once; the answer says how that went.")
  public Uni<DeliveryView.TestView> test(
      @Parameter(description = WHOSE, example = ID) @PathParam("id") String id) {
    return desk.test(current.tenant(), id(id)).map(DeliveryView.TestView::of);
  }

  private static Response answer(Request request, Webhook webhook) {
    return EntityTags.answer(request, webhook.revision(), WebhookView.of(webhook));
  }

  /** What is not an id names nothing. */
  static UUID id(String text) {
    if (!text.matches(UUID_TEXT)) {
      throw WebhookAdministration.noSuchWebhook();
    }
    return UUID.fromString(text);
  }

  private static void requireBody(Object body) {
    if (body == null) {
      throw new ProblemException(Problem.INVALID_REQUEST, "The body is missing.");
    }
  }
}
