package dev.missionmesh.sandboxruntime.kubernetes;

import java.util.Map;

/** Labels and annotations by which nodes know what is theirs. */
final class Labels {
  /** On all that nodes make. */
  static final String MANAGED = "app.kubernetes.io/managed-by";

  static final String MANAGER = "missionmesh-sandbox-runtime";

  /** Name of the Lease of the life that made it. */
  static final String LIFE = "missionmesh.dev/life";

  /** On a Lease: the node whose life it is. */
  static final String NODE = "missionmesh.dev/node";

  /** Annotation: mission that a Pod is for. */
  static final String MISSION = "missionmesh.dev/mission";

  /** Annotation: tells one try to make a Pod from another of the same name. */
  static final String NONCE = "missionmesh.dev/nonce";

  static Map<String, String> of(String life) {
    return Map.of(
        MANAGED,
        MANAGER,
        LIFE,
        life,
        "app.kubernetes.io/part-of",
        "missionmesh",
        "app.kubernetes.io/name",
        "missionmesh-sandbox");
  }

  private Labels() {}
}
