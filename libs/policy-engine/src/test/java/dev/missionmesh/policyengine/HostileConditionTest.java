package dev.missionmesh.policyengine;

import static dev.missionmesh.policyengine.Requests.plain;
import static dev.missionmesh.policyengine.Requests.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileConditionTest {
  @Test
  void deniesNestedLoopsWithinTheIterationLimit() throws Exception {
    String list = "[" + String.join(",", Collections.nCopies(90, "1")) + "]";
    String nested =
        list + ".all(a, " + list + ".all(b, " + list + ".all(c, " + list + ".all(d, a+b+c+d>0))))";
    var snapshot = Requests.of(rule("slow", "allow", "", nested));

    var decision = assertTimeoutPreemptively(Duration.ofSeconds(2), () -> snapshot.decide(plain()));

    assertThat(decision.effect()).isEqualTo(Effect.DENY);
    assertThat(decision.reason()).isEqualTo("the condition of rule slow failed");
  }

  @Test
  void countsTheIterationsOfLoopsThatStandSideBySide() throws Exception {
    String list = "[" + String.join(",", Collections.nCopies(400, "1")) + "]";
    String loop = list + ".all(a, a > 0)";
    var snapshot = Requests.of(rule("long", "allow", "", loop + " && " + loop));

    assertThat(snapshot.decide(plain()).allowed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1,2].map(x, x).size() > 0",
        "[1,2].filter(x, x > 1).size() > 0",
        "mission.tenant + mission.tenant == 'aa'",
        "([1] + [2]).size() == 2",
        "mission.tenant.matches('(a+)+b')",
        "dyn(mission.cpus) == 'two'",
        "mission.unheard == 1",
        "unheard == 1",
        "mission.tenant",
        "1 + 1",
        "mission.tenant == ",
        "timestamp('2026-01-01T00:00:00Z') < timestamp('2027-01-01T00:00:00Z')",
        "((((((((((((((((((((((((((((((((((((((((true))))))))))))))))))))))))))))))))))))))))",
      })
  void refusesAtPublishWhatTheLanguageLeavesOut(String condition) {
    assertThatThrownBy(() -> Requests.of(rule("r", "allow", "", condition)))
        .isInstanceOf(InvalidSnapshot.class)
        .hasMessageContaining("/rules/0/when");
  }

  @Test
  void staysQuickOverManyLabels() throws Exception {
    var snapshot =
        Requests.of(
            rule("labels", "deny", "", "mission.labels.exists(k, k.contains('secret'))"),
            rule("all", "allow", "", ""));
    Map<String, String> labels = new HashMap<>();
    for (int i = 0; i < 2000; i++) labels.put("label" + i, "v");

    var decision =
        assertTimeoutPreemptively(
            Duration.ofSeconds(1), () -> snapshot.decide(Requests.labelled(labels)));

    assertThat(decision.effect()).isEqualTo(Effect.DENY);
  }
}
