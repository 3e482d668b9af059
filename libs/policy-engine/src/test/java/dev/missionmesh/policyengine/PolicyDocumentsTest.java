package dev.missionmesh.policyengine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Policies in files are judged as the mesh judges what is published. */
class PolicyDocumentsTest {
  private static final String SET =
      """
      apiVersion: missionmesh.dev/v1alpha1
      kind: PolicySet
      metadata: {name: house-rules, annotations: {a: b}}
      spec:
        description: for people
        rules:
          - {id: small, effect: allow, when: "%s", reason: "small: yes"}
      """;
  private static final String TENANT = "apiVersion: missionmesh.dev/v1alpha1\nkind: Tenant\nmetadata: {name: acme}\n";
  private static final String SNAPSHOT = "apiVersion: missionmesh.dev/v1\nname: bare\nrules: [{id: all, effect: allow}]\n";

  @Test
  void takesSetsAndSnapshotsAndPassesOverOtherKinds() {
    var checked = PolicyDocuments.check(SET.formatted("mission.cpus < 2.0") + "---\n" + TENANT + "---\n" + SNAPSHOT);

    assertThat(checked)
        .containsExactly(
            new PolicyDocuments.Checked("house-rules", 1, List.of()), new PolicyDocuments.Checked("bare", 1, List.of()));
  }

  @Test
  void pointsIntoTheResource() {
    assertThat(PolicyDocuments.check(SET.formatted("mission.cpus <")).getFirst().errors())
        .singleElement().asString().startsWith("/spec/rules/0/when ");
    assertThat(PolicyDocuments.check(SET.formatted("true") + "  extra: 1\n").getFirst().errors())
        .singleElement().asString().startsWith("/spec/extra ");
    assertThat(PolicyDocuments.check("a: [").getFirst().errors()).singleElement().asString().startsWith("no YAML");
    assertThat(PolicyDocuments.check(SET.formatted("true") + "  rules: []\n").getFirst().good()).isFalse();
  }

  @Test
  void endsWithANumberThatAWorkflowUnderstands() {
    assertThat(run(SET.formatted("true"))).isEqualTo("0 house-rules: 1 rules, good\n");
    assertThat(run(SET.formatted("1"))).startsWith("1 error: house-rules: /spec/rules/0/when ");
    assertThat(run(TENANT)).isEqualTo("1 error: - holds no policy\n");
    assertThat(PolicyCheck.run(List.of("/no/such/file"), System.in, System.out, new PrintStream(new ByteArrayOutputStream()))).isEqualTo(2);
  }

  private static String run(String text) {
    var said = new ByteArrayOutputStream();
    var stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return PolicyCheck.run(List.of("-"), in, stream, stream) + " " + said.toString(StandardCharsets.UTF_8);
  }
}
