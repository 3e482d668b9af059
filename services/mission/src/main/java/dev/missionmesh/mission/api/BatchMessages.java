package dev.missionmesh.mission.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.missionmesh.mission.domain.MissionDraft;
import dev.missionmesh.mission.domain.MissionDraft.Resources;
import dev.missionmesh.mission.domain.MissionDraft.Retries;
import dev.missionmesh.mission.domain.MissionDraft.Script;
import java.util.List;
import java.util.Map;

/** Bodies of the batch submit. */
interface BatchMessages {
  record Request(List<Item> missions) {}

  /** A draft with a key of its own. */
  record Item(
      String name,
      String executor,
      List<String> command,
      Script script,
      Map<String, String> env,
      String stdin,
      Map<String, String> labels,
      Integer priority,
      String timeout,
      Retries retries,
      Resources resources,
      String zone,
      String riskTier,
      List<String> capabilities,
      String idempotencyKey) {
    MissionDraft draft() {
      return new MissionDraft(
          name,
          executor,
          command,
          script,
          env,
          stdin,
          labels,
          priority,
          timeout,
          retries,
          resources,
          zone,
          riskTier,
          capabilities);
    }
  }

  record Answer(List<Answered> items) {}

  /** Either an acceptance or a problem. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Answered(int status, @JsonRawValue String acceptance, Map<String, Object> problem) {}
}
