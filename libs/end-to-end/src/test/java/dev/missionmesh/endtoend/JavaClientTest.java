package dev.missionmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missionmesh.client.ApiClient;
import dev.missionmesh.client.ApiException;
import dev.missionmesh.client.api.MissionsApi;
import dev.missionmesh.client.model.Acceptance;
import dev.missionmesh.client.model.Mission;
import dev.missionmesh.client.model.MissionRequest;
import dev.missionmesh.endtoend.mesh.RunningMesh;
import dev.missionmesh.endtoend.mesh.Tenant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The client generated from the API document does the main job. */
class JavaClientTest {
  private final Tenant tenant = RunningMesh.shared().tenant("javaclient");
  private final MissionsApi missions = new MissionsApi(client());

  private ApiClient client() {
    ApiClient client = new ApiClient();
    client.updateBaseUri(tenant.gateway());
    client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + tenant.key()));
    return client;
  }

  @Test
  void submitsAndReadsAMission() throws ApiException {
    MissionRequest wanted =
        new MissionRequest()
            .executor(MissionRequest.ExecutorEnum.COMMAND)
            .command(List.of("echo", "42"))
            .labels(Map.of("made", "by client"));

    Acceptance accepted = missions.submitMission(wanted, "java-client-1");
    Acceptance again = missions.submitMission(wanted, "java-client-1");

    assertThat(again).isEqualTo(accepted);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> missions.getMission(accepted.getId()).getState() == Mission.StateEnum.SUCCEEDED);
    Mission mission = missions.getMission(accepted.getId());
    assertThat(mission.getResult().getStdout()).isEqualTo("42\n");
    assertThat(mission.getLabels()).containsEntry("made", "by client");
    assertThat(missions.listMissions(null, List.of("made=by client"), null, null, null).getItems())
        .extracting(Mission::getId)
        .contains(accepted.getId());
  }

  @Test
  void getsTheProblemOfWhatIsRefused() {
    assertThatThrownBy(() -> missions.submitMission(new MissionRequest().executor(MissionRequest.ExecutorEnum.SCRIPT), null))
        .isInstanceOfSatisfying(
            ApiException.class,
            e -> {
              assertThat(e.getCode()).isEqualTo(400);
              assertThat(e.getResponseBody()).contains("/script");
            });
  }
}
