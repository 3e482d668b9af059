package dev.missionmesh.operator.application;

import com.fasterxml.jackson.databind.JsonNode;

/** The public API of the mesh. Calls block: they are made from threads that may wait. */
public interface MeshDoor {
  /** Of a body. */
  enum Content {
    JSON("application/json"),
    YAML("application/yaml");

    private final String type;

    Content(String type) {
      this.type = type;
    }

    public String type() {
      return type;
    }
  }

  /**
   * One request.
   *
   * @param path with query, from {@code /api}
   * @param body null for none
   * @param ifMatch entity tag of {@code If-Match}, or null
   */
  record Call(String method, String path, Content content, String body, String ifMatch) {
    public static Call get(String path) {
      return new Call("GET", path, null, null, null);
    }

    public static Call post(String path) {
      return new Call("POST", path, null, null, null);
    }

    public static Call post(String path, JsonNode body) {
      return new Call("POST", path, Content.JSON, body.toString(), null);
    }

    public static Call delete(String path) {
      return new Call("DELETE", path, null, null, null);
    }
  }

  /**
   * What the mesh said: a success, or a problem that waiting does not cure.
   *
   * @throws MeshUnavailable for everything else: no answer, 401, 429, 5xx, a suspended tenant
   */
  Reply send(Credential credential, Call call);
}
