package dev.missionmesh.operator.application;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.operator.application.MeshDoor.Call;
import dev.missionmesh.operator.domain.MissionProgress;
import dev.missionmesh.operator.domain.MissionState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the operator asks the mesh about missions. */
public final class Missions {
  /** The label whose value is the key a mission was submitted with. */
  public static final String KEY_LABEL = "kubernetes.uid";

  /** The label whose value is the cluster that a mission comes from. */
  public static final String CLUSTER_LABEL = "kubernetes.cluster";

  /** What stands in a status may have been written by anybody. */
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final String PATH = "/api/v1/missions";

  /** A page of a list; {@code next} is null on the last one. */
  public record Page(List<MissionProgress> items, String next) {}

  private final MeshDoor door;

  public Missions(MeshDoor door) {
    this.door = door;
  }

  /** One mission; empty if the tenant has no such. */
  public Optional<MissionProgress> get(Credential tenant, String id) {
    if (!ID.matcher(id).matches()) return Optional.empty();
    return found(door.send(tenant, Call.get(PATH + "/" + id))).map(Missions::progress);
  }

  /** The mission submitted with this key, as JSON. */
  Optional<JsonNode> find(Credential tenant, String key) {
    Reply reply = door.send(tenant, Call.get(PATH + "?limit=1&label=" + label(KEY_LABEL, key)));
    JsonNode first = required(reply).path("items").path(0);
    return first.isObject() ? Optional.of(first) : Optional.empty();
  }

  /** The id of the mission submitted with this key. */
  public Optional<String> idOf(Credential tenant, String key) {
    return find(tenant, key).map(mission -> mission.path("id").asText());
  }

  /** Missions of a cluster, newest first, without results. */
  Page list(Credential tenant, String cluster, String cursor) {
    String path = PATH + "?limit=200&label=" + label(CLUSTER_LABEL, cluster);
    Reply reply =
        door.send(tenant, Call.get(cursor == null ? path : path + "&cursor=" + encoded(cursor)));
    List<MissionProgress> items = new ArrayList<>();
    for (JsonNode mission : required(reply).path("items")) items.add(progress(mission));
    return new Page(items, reply.body().path("nextCursor").asText(null));
  }

  /**
   * Asks for its end. True if there is nothing to wait for: it has ended, or the tenant has no
   * such.
   */
  public boolean cancel(Credential tenant, String id) {
    if (!ID.matcher(id).matches()) return true;
    Reply reply = door.send(tenant, Call.post(PATH + "/" + id + "/cancel"));
    if (reply.ok()) {
      return progress(reply.body()).state().last();
    }
    if (reply.status() == 404 || reply.problem().equals("mission-already-finished")) {
      return true;
    }
    throw reply.unavailable(SOON);
  }

  private static Optional<JsonNode> found(Reply reply) {
    return reply.status() == 404 ? Optional.empty() : Optional.of(required(reply));
  }

  private static JsonNode required(Reply reply) {
    if (reply.ok()) return reply.body();
    throw reply.unavailable(SOON);
  }

  private static MissionProgress progress(JsonNode mission) {
    JsonNode attempts = mission.path("attempts");
    JsonNode exit = attempts.path(attempts.size() - 1).path("exitCode");
    return new MissionProgress(
        mission.path("id").asText(),
        MissionState.ofWord(mission.path("state").asText()),
        mission.path("reason").asText(null),
        attempts.size(),
        exit.isNumber() ? exit.intValue() : null,
        time(mission, "queuedAt"),
        time(mission, "startedAt"),
        time(mission, "endedAt"));
  }

  private static Instant time(JsonNode mission, String member) {
    JsonNode time = mission.path(member);
    return time.isTextual() ? Instant.parse(time.asText()) : null;
  }

  private static String label(String name, String value) {
    return encoded(name + "=" + value);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
