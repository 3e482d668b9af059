package dev.missionmesh.policy.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.policyengine.CompiledSnapshot;
import dev.missionmesh.policyengine.Decision;
import dev.missionmesh.policyengine.DecisionRequest;
import dev.missionmesh.policyengine.Snapshot;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultPolicyTest {
  private static final long GIB = 1L << 30;
  private static CompiledSnapshot policy;

  @BeforeAll
  static void compile() throws Exception {
    try (var resource = DefaultPolicy.class.getResourceAsStream("/policies/default-policy.yaml")) {
      byte[] bytes = resource.readAllBytes();
      SnapshotCheck.check(bytes);
      policy = Snapshot.compile(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "command, default, SAFE, 2.0, 1, 1, 120, allow-ordinary",
    "script, default, STANDARD, 4.0, 4, 10, 3600, allow-ordinary",
    "noop, default, STANDARD, 0.1, 1, 1, 1, allow-ordinary",
    "command, default, RESTRICTED, 1.0, 1, 1, 120, deny-restricted",
    "command, edge, SAFE, 1.0, 1, 1, 120, default",
    "command, default, SAFE, 4.5, 1, 1, 120, deny-oversized",
    "command, default, SAFE, 1.0, 5, 1, 120, deny-oversized",
    "command, default, SAFE, 1.0, 1, 11, 120, deny-oversized",
    "command, default, SAFE, 1.0, 1, 1, 3601, deny-oversized",
  })
  void letsOrdinaryMissionsRun(
      String executor,
      String zone,
      String tier,
      double cpus,
      long memory,
      long disk,
      long timeout,
      String rule) {
    var request =
        new DecisionRequest(
            "acme",
            "key:k",
            executor,
            zone,
            tier,
            Set.of(),
            Map.of(),
            0,
            timeout,
            cpus,
            memory * GIB,
            disk * GIB);

    Decision decision = policy.decide(request);

    assertThat(decision.ruleId()).isEqualTo(rule);
    assertThat(decision.allowed()).isEqualTo(rule.startsWith("allow"));
  }

  @Test
  void deniesTheNetworkAndWhateverElseIsAskedFor() {
    assertThat(policy.decide(asking("network")).ruleId()).isEqualTo("deny-network");
    assertThat(policy.decide(asking("gpu")).ruleId()).isEqualTo("default");
    assertThat(policy.decide(asking("gpu", "network")).ruleId()).isEqualTo("deny-network");
  }

  private static DecisionRequest asking(String... capabilities) {
    return new DecisionRequest(
        "acme",
        "key:k",
        "command",
        "default",
        "SAFE",
        Set.of(capabilities),
        Map.of(),
        0,
        120,
        1.0,
        GIB,
        GIB);
  }
}
