package dev.missionmesh.operator.application;

import dev.missionmesh.operator.application.MeshDoor.Call;
import dev.missionmesh.operator.application.MeshDoor.Content;

/** Puts policy snapshots in force. */
public final class Policies {
  /** A snapshot in force. */
  public record Published(String digest, long version) {}

  private final MeshDoor door;
  private final Credential operator;

  public Policies(MeshDoor door, Credential operator) {
    this.door = door;
    this.operator = operator;
  }

  /**
   * Publishes a snapshot, or puts a known one in force again; the one in force already stays so.
   *
   * @throws MeshRefused if the mesh finds it invalid
   */
  public Published publish(String yaml) {
    Reply reply =
        door.send(operator, new Call("POST", "/api/v1/policies", Content.YAML, yaml, null));
    if (!reply.ok()) throw new MeshRefused(reply);
    return new Published(
        reply.body().path("digest").asText(), reply.body().path("version").asLong());
  }
}
