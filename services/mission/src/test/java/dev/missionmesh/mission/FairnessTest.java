package dev.missionmesh.mission;

import static dev.missionmesh.mission.Callers.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FairnessTest extends MissionService {
  private final TestNode node = new TestNode("fair");

  /** What earlier tests left behind must not take part. */
  private void drain() {
    for (List<Map<String, Object>> leases = node.leases(64, 500);
        !leases.isEmpty();
        leases = node.leases(64, 500)) {
      leases.forEach(lease -> node.complete(lease, "exited", 0, "", ""));
    }
  }

  /** Leases of these tenants; what another test's retry brings meanwhile is completed. */
  private List<Map<String, Object>> leases(int wanted, String... tenants) {
    List<Map<String, Object>> all = new ArrayList<>();
    while (all.size() < wanted) {
      for (Map<String, Object> lease : node.leases(wanted - all.size(), 2000)) {
        if (List.of(tenants).contains(lease.get("tenant"))) all.add(lease);
        else node.complete(lease, "exited", 0, "", "");
      }
    }
    return all;
  }

  @Test
  void aTenantWithFewMissionsIsServedBesideOneWithMany() {
    node.register();
    drain();
    String small = "small-" + acme;
    for (int i = 0; i < 40; i++) noop();
    for (int i = 0; i < 4; i++)
      tenant(small).body("{\"executor\":\"noop\"}").post(PATH).then().statusCode(202);
    List<Map<String, Object>> first = leases(8, acme, small);
    assertThat(first.stream().filter(l -> l.get("tenant").equals(small)).count())
        .isGreaterThanOrEqualTo(3);
    first.forEach(lease -> node.complete(lease, "exited", 0, "", ""));
    drain();
  }

  @Test
  void priorityLetsAMissionOvertakeItsElders() {
    node.register();
    drain();
    noop();
    String urgent = submitted("{\"executor\":\"noop\",\"priority\":5}");
    assertThat(leases(1, acme).getFirst()).containsEntry("missionId", urgent);
    drain();
  }

  @Test
  void aRetryThatIsDueIsFoundThoughEveryPollIsAnsweredAtOnce() {
    node.register();
    drain();
    String id =
        submitted("{\"executor\":\"noop\",\"retries\":{\"maxAttempts\":2,\"backoff\":\"PT0.1S\"}}");
    node.complete(node.lease(id), "exited", 7, "", "");
    for (int i = 0; i < 20; i++)
      tenant("busy" + i + "-" + acme).body("{\"executor\":\"noop\"}").post(PATH);
    node.complete(node.lease(id), "exited", 0, "", "");
    get(id).body("state", equalTo("succeeded"));
    drain();
  }
}
