package dev.missionmesh.cli.tenants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.cli.output.Failure;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** What of a tenant's settings a command line changes; everything else stays. */
final class SettingsOptions {
  private static final String DEFAULT = "default";
  private static final String NONE = "none";
  private static final Pattern RATE = Pattern.compile("([0-9]{1,9})(?:/(s|min))?");
  private static final Map<String, String> QUOTAS =
      Map.of(
          "keys", "maxKeys",
          "webhooks", "maxWebhooks",
          "queued-missions", "maxQueuedMissions");

  @Option(
      names = "--limit",
      paramLabel = "RATE",
      description = "Requests of all its keys together, such as 500/min or 10/s; or default.")
  String limit;

  @Option(
      names = "--key-limit",
      paramLabel = "RATE",
      description = "Requests of one key; or default.")
  String keyLimit;

  @Option(
      names = "--endpoint-limit",
      paramLabel = "PATH=RATE",
      description = "Requests at one path, such as '/api/v1/missions/{}=50/s'; or default.")
  Map<String, String> endpointLimits;

  @Option(
      names = "--quota",
      paramLabel = "NAME=NUMBER",
      description = "How many keys, webhooks or queued-missions it may have; or default.")
  Map<String, String> quotas;

  @Option(
      names = "--allow",
      paramLabel = "CIDR",
      description =
          "From where its keys are let in. Several make the whole list; none empties it: from"
              + " everywhere.")
  List<String> allow;

  @Option(
      names = "--deny",
      paramLabel = "CIDR",
      description = "From where they are not, whatever is allowed; none empties the list.")
  List<String> deny;

  @Option(
      names = "--origin",
      paramLabel = "ORIGIN",
      description = "Whose web pages may call, such as https://app.example.com; none empties the list.")
  List<String> origins;

  @Option(names = "--display-name", paramLabel = "TEXT", description = "Its name on pages; or default.")
  String displayName;

  @Option(
      names = "--accent",
      paramLabel = "#RRGGBB",
      description = "Its colour, readable on white; or default.")
  String accent;

  @Option(names = "--logo", paramLabel = "URL", description = "Its logo, by https; or default.")
  String logo;

  /** The settings with what was asked for in place. */
  ObjectNode apply(JsonNode settings) {
    ObjectNode changed = settings.deepCopy();
    if (limit != null) put(changed.withObject("/limits"), "tenantPerMinute", rate(limit));
    if (keyLimit != null) put(changed.withObject("/limits"), "keyPerMinute", rate(keyLimit));
    if (endpointLimits != null) {
      ObjectNode endpoints = changed.withObject("/limits/endpointsPerMinute");
      endpointLimits.forEach((path, rate) -> put(endpoints, path, rate(rate)));
    }
    if (quotas != null) {
      quotas.forEach((name, number) -> put(changed.withObject("/quotas"), quota(name), number(number)));
    }
    list(changed, "addresses", "allow", allow);
    list(changed, "addresses", "deny", deny);
    list(changed, "cors", "origins", origins);
    text(changed, "displayName", displayName);
    text(changed, "accentColour", accent);
    text(changed, "logoUrl", logo);
    return changed;
  }

  private static void put(ObjectNode object, String member, Integer value) {
    if (value == null) {
      object.remove(member);
    } else {
      object.put(member, value);
    }
  }

  private static void list(ObjectNode settings, String object, String member, List<String> values) {
    if (values == null) return;
    ArrayNode list = settings.withObject("/" + object).putArray(member);
    if (!values.equals(List.of(NONE))) values.forEach(list::add);
  }

  private static void text(ObjectNode settings, String member, String value) {
    if (value == null) return;
    ObjectNode branding = settings.withObject("/branding");
    if (value.equals(DEFAULT)) {
      branding.remove(member);
    } else {
      branding.put(member, value);
    }
  }

  private static String quota(String name) {
    String member = QUOTAS.get(name);
    if (member == null) {
      throw Failure.usage(
          "There is no quota of " + name, "There is: keys, webhooks, queued-missions.");
    }
    return member;
  }

  /** Requests per minute; null for the mesh's own. */
  private static Integer rate(String text) {
    if (text.equals(DEFAULT)) return null;
    Matcher rate = RATE.matcher(text);
    if (!rate.matches()) {
      throw Failure.usage("No rate: " + text, "A rate looks like 500/min or 10/s.");
    }
    long perMinute = Long.parseLong(rate.group(1)) * ("s".equals(rate.group(2)) ? 60 : 1);
    return (int) Math.min(perMinute, Integer.MAX_VALUE);
  }

  private static Integer number(String text) {
    if (text.equals(DEFAULT)) return null;
    if (!text.matches("[0-9]{1,9}")) {
      throw Failure.usage("No number: " + text, "A quota looks like keys=20 or keys=default.");
    }
    return Integer.valueOf(text);
  }
}
