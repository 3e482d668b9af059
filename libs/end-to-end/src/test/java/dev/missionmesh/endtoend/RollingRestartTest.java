package dev.missionmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.missionmesh.endtoend.mesh.CommandResult;
import dev.missionmesh.endtoend.mesh.Load;
import dev.missionmesh.endtoend.mesh.RunningMesh;
import dev.missionmesh.endtoend.mesh.Tenant;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
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
  private static final int SUCCEEDED = 5;
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
      CommandResult restart = MESH.cli("restart");

      assertThat(restart.exitCode()).as(restart.stderr()).isZero();
      assertThat(load.failures()).isEmpty();
      assertThat(load.answered() - answered).as("requests meanwhile").isGreaterThan(WARM);
    }
    assertThat(load.failures()).isEmpty();
    pids().forEach((process, pid) -> assertThat(pid).as(process).isNotEqualTo(before.get(process)));

    Set<String> accepted = load.accepted();
    assertThat(accepted).hasSizeGreaterThan(WARM / 2);
    await("all have run").atMost(Duration.ofSeconds(90)).ignoreExceptions().until(() -> of(tenant, " and state = " + SUCCEEDED).size() >= accepted.size());
    assertThat(of(tenant, "")).isEqualTo(accepted);
    await("all is told").atMost(Duration.ofSeconds(60)).until(() -> count("mission.outbox", tenant) == 0);
    await("all is on record").atMost(Duration.ofSeconds(90)).untilAsserted(() -> assertThat(finishedOnRecord(tenant)).containsExactlyInAnyOrderElementsOf(accepted));
  }

  private static Map<String, Long> pids() {
    var pids = new HashMap<String, Long>();
    for (String service : SERVICES) {
      for (String process : List.of(service, service + "-2")) pids.put(process, MESH.process(process).pid());
    }
    return pids;
  }

  private static Set<String> of(Tenant tenant, String more) throws SQLException {
    return new HashSet<>(MESH.files().strings("select id::text from mission.missions where tenant_id = '" + tenant.id() + "'" + more));
  }

  private static long count(String table, Tenant tenant) throws SQLException {
    return MESH.files().count("select count(*) from " + table + " where tenant_id = '" + tenant.id() + "'");
  }

  private static List<String> finishedOnRecord(Tenant tenant) {
    return MESH.auditLines(tenant).stream()
        .filter(line -> line.path("type").asText().endsWith("mission.finished.v1"))
        .map(line -> line.path("subject").asText())
        .toList();
  }
}
