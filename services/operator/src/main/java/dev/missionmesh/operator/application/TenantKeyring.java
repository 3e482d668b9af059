package dev.missionmesh.operator.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.operator.application.MeshDoor.Call;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes and revokes the keys that the operator acts with for tenants. */
public final class TenantKeyring {
  private static final String PATH = "/api/v1/keys";
  private static final List<String> SCOPES = List.of("missions:read", "missions:write");

  /**
   * A key as the mesh gave it out.
   *
   * @param expiresAt null for never
   */
  public record Made(String id, String key, Instant expiresAt) {
    @Override
    public String toString() {
      return id;
    }
  }

  private final MeshDoor door;
  private final Credential operator;
  private final String name;
  private final Duration life;

  public TenantKeyring(MeshDoor door, Credential operator, Settings settings) {
    this.door = door;
    this.operator = operator;
    this.name = "kubernetes operator of " + settings.cluster();
    this.life = settings.keyLife();
  }

  /** A new key of a tenant, which may submit, see and cancel missions and nothing else. */
  public Made make(String tenant) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("name", name);
    SCOPES.forEach(body.putArray("scopes")::add);
    body.put("expiresIn", life.toString()).put("tenant", tenant);
    JsonNode made = required(door.send(operator, Call.post(PATH, body))).body();
    JsonNode expires = made.path("expiresAt");
    return new Made(
        made.path("id").asText(),
        made.path("key").asText(),
        expires.isTextual() ? Instant.parse(expires.asText()) : null);
  }

  /** Revokes all keys that an operator of this cluster has made for a tenant, but one. */
  public void revokeOthers(String tenant, String kept) {
    for (String id : mine(tenant)) {
      if (!id.equals(kept)) {
        Reply reply = door.send(operator, Call.delete(PATH + "/" + id + "?tenant=" + tenant));
        if (reply.status() != 404) required(reply);
      }
    }
  }

  private List<String> mine(String tenant) {
    List<String> mine = new ArrayList<>();
    String cursor = "";
    do {
      String path = PATH + "?limit=200&tenant=" + tenant + cursor;
      JsonNode page = required(door.send(operator, Call.get(path))).body();
      for (JsonNode key : page.path("items")) {
        if (key.path("name").asText().equals(name) && key.path("revokedAt").isNull()) {
          mine.add(key.path("id").asText());
        }
      }
      String next = page.path("nextCursor").asText(null);
      cursor = next == null ? null : "&cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    } while (cursor != null);
    return mine;
  }

  private static Reply required(Reply reply) {
    if (!reply.ok()) throw new MeshRefused(reply);
    return reply;
  }
}
