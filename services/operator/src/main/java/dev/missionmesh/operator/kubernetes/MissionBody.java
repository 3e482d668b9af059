package dev.missionmesh.operator.kubernetes;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.operator.application.Missions;
import dev.missionmesh.operator.resource.Mission;

/** A Mission as the mesh takes it. The same Mission always gives the same body. */
final class MissionBody {
  private static final ObjectMapper JSON = new ObjectMapper();

  static ObjectNode of(Mission mission, String cluster) {
    ObjectNode body = JSON.valueToTree(mission.getSpec());
    body.remove("ttlSecondsAfterFinished");
    if (!body.has("name")) body.put("name", shortened(mission.getMetadata().getName()));
    ObjectNode labels =
        body.has("labels") ? (ObjectNode) body.get("labels") : body.putObject("labels");
    labels.put(Missions.CLUSTER_LABEL, cluster);
    labels.put(Missions.KEY_LABEL, mission.getMetadata().getUid());
    labels.put("kubernetes.namespace", mission.getMetadata().getNamespace());
    labels.put("kubernetes.name", mission.getMetadata().getName());
    return body;
  }

  /** A name in the mesh has at most 200 characters, in Kubernetes 253. */
  private static String shortened(String name) {
    return name.substring(0, Math.min(name.length(), 200));
  }

  private MissionBody() {}
}
