package dev.missionmesh.operator.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.operator.application.MeshDoor.Call;
import dev.missionmesh.operator.application.MeshDoor.Content;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the operator asks the mesh about tenants, with its own key. */
public final class Tenants {
  private static final String PATH = "/api/v1/tenants";
  private static final Duration SOON = Duration.ofSeconds(5);

  /**
   * A tenant as the mesh has it.
   *
   * @param state {@code active}, {@code suspended}, {@code deleting} or {@code deleted}
   */
  public record Found(String state, String entityTag) {}

  /** How far a deletion is; {@code waitsFor} names the services that still keep something. */
  public record Deletion(boolean over, List<String> waitsFor) {}

  private final MeshDoor door;
  private final Credential operator;

  public Tenants(MeshDoor door, Credential operator) {
    this.door = door;
    this.operator = operator;
  }

  public Optional<Found> get(String id) {
    Reply reply = door.send(operator, Call.get(PATH + "/" + id));
    return reply.status() == 404 ? Optional.empty() : Optional.of(found(required(reply)));
  }

  /** Founds it; one that is there already is as good. */
  public void found(String id, String displayName) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("id", id);
    if (displayName != null) body.put("displayName", displayName);
    Reply reply = door.send(operator, Call.post(PATH, body));
    if (reply.status() != 409) required(reply);
  }

  /** Shuts or opens its doors. */
  public void suspend(String id, boolean suspended) {
    required(
        door.send(operator, Call.post(PATH + "/" + id + (suspended ? "/suspend" : "/resume"))));
  }

  /**
   * Replaces its settings as a whole.
   *
   * @return the entity tag since
   * @throws MeshRefused if they are not valid
   */
  public String configure(String id, String entityTag, JsonNode settings) {
    Call call =
        new Call(
            "PUT", PATH + "/" + id + "/settings", Content.JSON, settings.toString(), entityTag);
    return required(door.send(operator, call)).entityTag();
  }

  /** Begins its deletion. Empty if that has begun, or else why the mesh does not. */
  public Optional<String> delete(String id) {
    Reply reply = door.send(operator, Call.delete(PATH + "/" + id));
    if (reply.status() == 409) return Optional.of(reply.detail());
    required(reply);
    return Optional.empty();
  }

  public Deletion deletion(String id) {
    JsonNode body = required(door.send(operator, Call.get(PATH + "/" + id + "/deletion"))).body();
    List<String> waitsFor = new ArrayList<>();
    for (JsonNode service : body.path("services")) {
      if (!service.path("purged").asBoolean()) waitsFor.add(service.path("name").asText());
    }
    return new Deletion(body.path("state").asText().equals("deleted"), waitsFor);
  }

  private static Found found(Reply reply) {
    return new Found(reply.body().path("state").asText(), reply.entityTag());
  }

  private static Reply required(Reply reply) {
    if (reply.ok()) return reply;
    if (reply.status() == 412 || reply.status() == 409) throw reply.unavailable(SOON);
    throw new MeshRefused(reply);
  }
}
