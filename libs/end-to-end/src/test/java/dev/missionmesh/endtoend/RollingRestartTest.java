package dev.missionmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.missionmesh.endtoend.mesh.CommandResult;
import dev.missionmesh.endtoend.mesh.Load;
import dev.missionmesh.endtoend.mesh.RunningMesh;
import dev.missionmesh.endtoend.mesh.StoredMissions;
import dev.missionmesh.endtoend.mesh.Tenant;
import dev.missionmesh.events.EventTypes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With two processes of each service behind the firewall, every one is started anew while missions come, and nobody notices. */
class RollingRestartTest {
  private static final List<String> SERVICES =
      List.of("gateway", "mission", "policy", "sandbox-runtime", "telemetry", "search-indexer");
  /** Of a machine that keeps up; half of the requests are submits. */
  private static final int PER_SECOND = 100;

  private static final int WARM = 1500;
  private static final RunningMesh MESH = RunningMesh.shared();

  @BeforeAll
  static void twoOfEach() {
    MESH.up("--waf", "--replicas", "2");
  }

  @AfterAll
  static void oneOfEach() {
    MESH.up();
  }

  @Test
  void noRequestFailsAndNoMissionIsLost() throws Exception {
    Tenant tenant = MESH.tenant("rolling");
    Map<String, Long> before = pids();

    Load load = Load.of(tenant, PER_SECOND);
    try (load) {
      await().atMost(Duration.ofSeconds(90)).until(() -> load.answered() > WARM);
      int answered = load.answered();
      int submitted = load.accepted().size();
      long from = System.nanoTime();
      CommandResult restart = MESH.cli("restart");
      double seconds = (System.nanoTime() - from) / 1e9;
      System.out.printf(
          "Rolling restart: %.0f s, %.1f missions/s taken meanwhile%n", seconds, (load.accepted().size() - submitted) / seconds);

      assertThat(restart.exitCode()).as(restart.stderr()).isZero();
      assertThat(load.failures()).isEmpty();
      assertThat(load.answered() - answered).as("requests meanwhile").isGreaterThan(WARM);
    }
    assertThat(load.failures()).isEmpty();
    pids().forEach((process, pid) -> assertThat(pid).as(process).isNotEqualTo(before.get(process)));

    Set<String> accepted = load.accepted();
    StoredMissions stored = StoredMissions.of(MESH, tenant);
    assertThat(accepted).hasSizeGreaterThan(WARM / 2);
    await("all have run").atMost(Duration.ofSeconds(90)).ignoreExceptions().until(() -> stored.count(StoredMissions.SUCCEEDED) >= accepted.size());
    assertThat(stored.ids()).isEqualTo(accepted);
    stored.awaitTold();
    await("all is on record").atMost(Duration.ofSeconds(90)).untilAsserted(() -> assertThat(finishedOnRecord(tenant)).containsExactlyInAnyOrderElementsOf(accepted));
  }

  private static Map<String, Long> pids() {
    var pids = new HashMap<String, Long>();
    for (String service : SERVICES) {
      for (String process : List.of(service, service + "-2")) pids.put(process, MESH.process(process).pid());
    }
    return pids;
  }

  private static List<String> finishedOnRecord(Tenant tenant) {
    return MESH.auditLines(tenant).stream()
        .filter(line -> line.path("type").asText().equals(EventTypes.MISSION_FINISHED))
        .map(line -> line.path("subject").asText())
        .toList();
  }
}
