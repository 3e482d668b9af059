package dev.missionmesh.cli.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.client.MeshClient;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Fields;
import picocli.CommandLine.Command;

/** {@code mesh webhook}: where the tenant is told of what happens. */
@Command(
    name = "webhook",
    description = "Creates, lists, tests and deletes webhooks, and shows what became of their messages.",
    subcommands = {
      CreateWebhook.class,
      ListWebhooks.class,
      GetWebhook.class,
      DeleteWebhooks.class,
      EnableWebhook.class,
      RotateWebhook.class,
      TestWebhook.class,
      ListDeliveries.class,
      ReplayDelivery.class
    })
public final class WebhookCommand {
  static final String PATH = "/api/v1/webhooks";

  static String path(String id) {
    return PATH + "/" + MeshClient.encode(id);
  }

  static Fields fields(JsonNode webhook) {
    return new Fields()
        .add("id", Documents.text(webhook, "id"))
        .add("url", Documents.text(webhook, "url"))
        .add("events", String.join(" ", Documents.texts(webhook, "eventTypes")))
        .add("description", Documents.text(webhook, "description"))
        .add("state", Documents.text(webhook, "state"))
        .add("disabled", Documents.text(webhook, "disabledReason"))
        .add("failing since", Documents.text(webhook, "failingSince"))
        .add("created", Documents.text(webhook, "createdAt"))
        .add("secret", Documents.text(webhook, "secret"));
  }
}
