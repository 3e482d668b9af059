package dev.missionmesh.mission.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.missionmesh.mission.api.MissionRequest.Resources;
import dev.missionmesh.mission.api.MissionRequest.Retries;
import dev.missionmesh.mission.api.MissionRequest.Script;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Bodies of the batch submit. */
interface BatchMessages {
  @Schema(name = "BatchRequest")
  record Request(
      @Schema(required = true, minItems = 1, maxItems = 1000) List<Item> missions) {}

  /** A request with a key of its own; the document gives it the members of one without. */
  @Schema(
      name = "BatchMission",
      description = "A mission with an idempotency key of its own.",
      extensions = @Extension(name = "x-same-as", value = "MissionRequest"))
  record Item(
      @Schema(hidden = true) String name,
      @Schema(hidden = true) String executor,
      @Schema(hidden = true) List<String> command,
      @Schema(hidden = true) Script script,
      @Schema(hidden = true) Map<String, String> env,
      @Schema(hidden = true) String stdin,
      @Schema(hidden = true) Map<String, String> labels,
      @Schema(hidden = true) Integer priority,
      @Schema(hidden = true) String timeout,
      @Schema(hidden = true) Retries retries,
      @Schema(hidden = true) Resources resources,
      @Schema(hidden = true) String zone,
      @Schema(hidden = true) String riskTier,
      @Schema(hidden = true) List<String> capabilities,
      @Schema(
              description = "1 to 255 visible ASCII characters.",
              pattern = Parameters.KEY_PATTERN,
              examples = "report-2026-11-21")
          String idempotencyKey) {
    MissionRequest request() {
      return new MissionRequest(
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

  @Schema(name = "BatchAnswer", description = "One answer for each mission, in their order.")
  record Answer(List<Answered> items) {}

  /** Either an acceptance or a problem. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "BatchAnswered", description = "Either `acceptance` or `problem` is there.")
  record Answered(
      @Schema(description = "The status that the mission alone would have been answered with.")
          int status,
      @JsonRawValue @Schema(implementation = AcceptanceView.class) String acceptance,
      @Schema(ref = "#/components/schemas/Problem") Map<String, Object> problem) {}
}
