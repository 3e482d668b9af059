package dev.missionmesh.cli.tenants;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Fields;
import java.util.ArrayList;
import java.util.List;

/** Settings for people, under the names of the options that set them. */
final class SettingsTable {
  static Fields of(String tenant, JsonNode settings) {
    Fields fields =
        new Fields()
            .add("tenant", tenant)
            .add("limit", rate(settings.at("/limits/tenantPerMinute")))
            .add("key-limit", rate(settings.at("/limits/keyPerMinute")));
    settings
        .at("/limits/endpointsPerMinute")
        .properties()
        .forEach(e -> fields.add("endpoint-limit", e.getKey() + "=" + rate(e.getValue())));
    return fields
        .add("quota keys", number(settings.at("/quotas/maxKeys")))
        .add("quota webhooks", number(settings.at("/quotas/maxWebhooks")))
        .add("quota queued-missions", number(settings.at("/quotas/maxQueuedMissions")))
        .add("allow", list(settings.at("/addresses/allow")))
        .add("deny", list(settings.at("/addresses/deny")))
        .add("origin", list(settings.at("/cors/origins")))
        .add("display-name", Documents.text(settings, "branding/displayName"))
        .add("accent", Documents.text(settings, "branding/accentColour"))
        .add("logo", Documents.text(settings, "branding/logoUrl"));
  }

  private static String rate(JsonNode perMinute) {
    return perMinute.isNumber() ? perMinute.asText() + "/min" : null;
  }

  private static String number(JsonNode number) {
    return number.isNumber() ? number.asText() : null;
  }

  private static String list(JsonNode values) {
    List<String> texts = new ArrayList<>();
    values.forEach(value -> texts.add(value.asText()));
    return String.join(", ", texts);
  }

  private SettingsTable() {}
}
