package dev.missionmesh.policyengine;

import static dev.missionmesh.policyengine.Requests.asking;
import static dev.missionmesh.policyengine.Requests.labelled;
import static dev.missionmesh.policyengine.Requests.plain;
import static dev.missionmesh.policyengine.Requests.request;
import static dev.missionmesh.policyengine.Requests.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecideTest {
  @Test
  void deniesWhatNoRuleAllows() throws Exception {
    var snapshot = Requests.of(rule("elsewhere", "allow", "{zones: [edge]}", ""));

    var decision = snapshot.decide(plain());

    assertThat(decision.effect()).isEqualTo(Effect.DENY);
    assertThat(decision.ruleId()).isEqualTo("default");
    assertThat(decision.digest()).isEqualTo(snapshot.digest());
  }

  @Test
  void letsADenyOverrideAnAllowThatStandsBeforeIt() throws Exception {
    var snapshot =
        Requests.of(
            rule("everything", "allow", "", ""),
            rule("not-this-zone", "deny", "{zones: [default]}", ""));

    assertThat(snapshot.decide(plain()).ruleId()).isEqualTo("not-this-zone");
    assertThat(snapshot.decide(request("edge", "SAFE", Set.of(), Map.of())).allowed()).isTrue();
  }

  @Test
  void asksForApprovalBeforeItAllowsAndDeniesBeforeItAsks() throws Exception {
    String allow = rule("all", "allow", "{capabilities: ['*']}", "");
    String approval = rule("ask", "require-approval", "{capabilities: [network]}", "");
    var snapshot =
        Requests.of(allow, approval, rule("no-gpu", "deny", "{capabilities: [gpu]}", ""));

    assertThat(snapshot.decide(plain()).effect()).isEqualTo(Effect.ALLOW);
    assertThat(snapshot.decide(asking("network")).effect()).isEqualTo(Effect.REQUIRE_APPROVAL);
    assertThat(snapshot.decide(asking("network", "gpu")).effect()).isEqualTo(Effect.DENY);
  }

  @Test
  void allowsCapabilitiesOnlyIfOneRuleListsThemAll() throws Exception {
    var snapshot =
        Requests.of(
            rule("bare", "allow", "", ""),
            rule("net", "allow", "{capabilities: [network]}", ""),
            rule("both", "allow", "{capabilities: [network, disk], riskTiers: [SAFE]}", ""));

    assertThat(snapshot.decide(asking("network")).ruleId()).isEqualTo("net");
    assertThat(snapshot.decide(asking("network", "disk")).effect()).isEqualTo(Effect.DENY);
    assertThat(snapshot.decide(asking("unheard-of")).effect()).isEqualTo(Effect.DENY);
    assertThat(snapshot.decide(request("z", "SAFE", Set.of("network", "disk"), Map.of())).ruleId())
        .isEqualTo("both");
  }

  @Test
  void appliesAStarToEveryCapabilityOnlyWhereItIsWritten() throws Exception {
    var snapshot = Requests.of(rule("all", "allow", "{capabilities: ['*']}", ""));

    assertThat(snapshot.decide(asking("unheard-of")).allowed()).isTrue();
    assertThat(snapshot.decide(asking("one", "two")).allowed()).isTrue();
  }

  @Test
  void restrictsByTierTenantAndExecutor() throws Exception {
    var snapshot =
        Requests.of(
            rule(
                "narrow",
                "allow",
                "{riskTiers: [STANDARD], tenants: [acme], executors: [command]}",
                ""));

    assertThat(snapshot.decide(plain()).allowed()).isTrue();
    assertThat(snapshot.decide(request("default", "SAFE", Set.of(), Map.of())).allowed()).isFalse();
  }

  @Test
  void decidesByCondition() throws Exception {
    var snapshot =
        Requests.of(
            rule(
                "ceiling",
                "allow",
                "",
                "mission.cpus <= 4 && mission.timeoutSeconds <= 3600 && has(mission.labels.team) &&"
                    + " mission.labels['team'] in ['red', 'blue'] && mission.principal.startsWith('key:')"));

    assertThat(snapshot.decide(labelled(Map.of("team", "red"))).allowed()).isTrue();
    assertThat(snapshot.decide(labelled(Map.of("team", "green"))).allowed()).isFalse();
    assertThat(snapshot.decide(plain()).ruleId()).isEqualTo("default");
  }

  @Test
  void deniesWhenAConditionCannotBeEvaluated() throws Exception {
    var snapshot =
        Requests.of(
            rule("by-team", "allow", "", "mission.labels['team'] == 'red'"),
            rule("everything", "allow", "", ""));

    var decision = snapshot.decide(plain());

    assertThat(decision.effect()).isEqualTo(Effect.DENY);
    assertThat(decision.ruleId()).isEqualTo("by-team");
    assertThat(decision.reason()).isEqualTo("the condition of rule by-team failed");
  }

  @Test
  void deniesWhenADenyCannotBeEvaluated() throws Exception {
    var snapshot =
        Requests.of(
            rule("everything", "allow", "", ""),
            rule("heavy", "deny", "", "mission.memoryBytes * mission.memoryBytes * 1000 > 5"));

    assertThat(snapshot.decide(plain()).ruleId()).isEqualTo("heavy");
    assertThat(snapshot.decide(plain()).effect()).isEqualTo(Effect.DENY);
  }

  @Test
  void knowsEveryDeclaredVariable() throws Exception {
    var snapshot =
        Requests.of(
            rule(
                "all-variables",
                "allow",
                "{capabilities: [network]}",
                "mission.tenant == 'acme' && mission.principal == 'key:k1' && mission.executor =="
                    + " 'command' && mission.zone == 'default' && mission.riskTier == 'STANDARD' &&"
                    + " 'network' in mission.capabilities && mission.labels == {'a': 'b'} &&"
                    + " mission.priority == 5 && mission.timeoutSeconds == 120 && mission.cpus == 2.0"
                    + " && mission.memoryBytes == 1073741824 && mission.diskBytes == 1073741824"));

    var request = request("default", "STANDARD", Set.of("network"), Map.of("a", "b"));

    assertThat(snapshot.decide(request).ruleId()).isEqualTo("all-variables");
  }

  @Test
  void refusesRequestsOfAnUnknownRiskTier() {
    assertThatThrownBy(() -> request("default", "safe", Set.of(), Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
