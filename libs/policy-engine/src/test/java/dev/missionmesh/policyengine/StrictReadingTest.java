package dev.missionmesh.policyengine;

import static dev.missionmesh.policyengine.Requests.messages;
import static dev.missionmesh.policyengine.Requests.rule;
import static dev.missionmesh.policyengine.Requests.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictReadingTest {
  @Test
  void namesPlaceAndLineOfEveryError() {
    var errors =
        errorsOf(
            """
            apiVersion: missionmesh.dev/v1
            name: Bad Name
            owner: me
            rules:
              - id: one
                effect: permit
                match: {zones: [default, default], riskTiers: [safe], colour: [red]}
              - id: one
                effect: deny
                when: 5
            """);

    assertThat(errors)
        .containsExactly(
            "line 3: /owner unknown field; known are apiVersion, description, name, rules",
            "line 2: /name must be lower-case letters, digits and hyphens, at most 63",
            "line 6: /rules/0/effect must be allow, deny or require-approval",
            "line 7: /rules/0/match/colour unknown field; known are capabilities, executors,"
                + " riskTiers, tenants, zones",
            "line 7: /rules/0/match/zones/1 is listed twice",
            "line 7: /rules/0/match/riskTiers/0 must be one of SAFE, STANDARD, RESTRICTED",
            "line 8: /rules/1/id another rule has this id",
            "line 10: /rules/1/when must be text (quote what YAML takes for something else)");
  }

  @Test
  void namesThePlaceOfATypeErrorInACondition() {
    var errors = errorsOf(yaml(rule("r", "allow", "", "mission.cpus == 'two'")));

    assertThat(errors).hasSize(1);
    assertThat(errors.getFirst()).startsWith("line 6: /rules/0/when found no matching overload");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "just text",
        "- a list",
        "a: [",
        "a: 1\n---\na: 2",
        "apiVersion: missionmesh.dev/v1\nname: x",
        "apiVersion: missionmesh.dev/v1\nname: x\nrules: []",
        "apiVersion: missionmesh.dev/v1\nname: x\nrules: none",
        "apiVersion: missionmesh.dev/v1\nname: x\nrules: [just-text]",
        "apiVersion: missionmesh.dev/v2\nname: x\nrules: [{id: a, effect: allow}]",
        "apiVersion: missionmesh.dev/v1\nname: x\nrules: [{id: default, effect: allow}]",
        "apiVersion: missionmesh.dev/v1\nname: x\nname: y\nrules: [{id: a, effect: allow}]",
        "apiVersion: missionmesh.dev/v1\nname: x\nrules: [{id: a, effect: deny, match: {capabilities: ['*']}}]",
        "apiVersion: missionmesh.dev/v1\nname: x\nrules: [{id: a, effect: deny, match: {zones: []}}]",
        "apiVersion: missionmesh.dev/v1\nname: !!java.net.URL [\"http://x\"]\nrules: [{id: a, effect: allow}]",
        "apiVersion: missionmesh.dev/v1\nname: x\u0000\nrules: [{id: a, effect: allow}]",
        "apiVersion: missionmesh.dev/v1\nname: x\nrules: [{id: a, effect: allow, match: &m {}}, {id: b, effect: allow, match: *m}]",
        "a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
      })
  void refusesWhatIsNoSnapshot(String text) {
    assertThat(errorsOf(text)).isNotEmpty();
  }

  @Test
  void refusesTooManyRulesTooLargeTextsAndTooManyZones() {
    assertThat(errorsOf(yaml(rules(1001, ""))))
        .containsExactly("line 4: /rules must have at most 1000 entries");
    assertThat(errorsOf("#".repeat(Snapshot.MAX_BYTES) + "\n" + yaml(rules(1, ""))))
        .containsExactly("is larger than 256 KiB");
    assertThat(errorsOf(yaml(rules(51, "{zones: [zone-%d]}"))))
        .containsExactly("/rules name 51 zones; at most 50 may be");
  }

  /** Not after reading all of it: each bracket costs a YAML parser some 60 microseconds, a text full of them many seconds. */
  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "- ", "? "})
  void refusesDeepNestingWhereItBegins(String level) {
    assertThat(errorsOf("rules:\n  " + level.repeat(30_000))).containsExactly("line 2: is nested deeper than 10 levels");
  }

  @Test
  void acceptsAThousandRules() throws Exception {
    var snapshot = Snapshot.compile(yaml(rules(1000, "{zones: [default]}")));

    assertThat(snapshot.snapshot().rules()).hasSize(1000);
    assertThat(snapshot.decide(Requests.plain()).ruleId()).isEqualTo("rule-0");
  }

  private static String rules(int count, String match) {
    return IntStream.range(0, count)
        .mapToObj(i -> rule("rule-" + i, "allow", match.formatted(i), ""))
        .collect(Collectors.joining("\n"));
  }

  private static List<String> errorsOf(String text) {
    var invalid = catchThrowableOfType(InvalidSnapshot.class, () -> Snapshot.compile(text));
    assertThat(invalid).as("refusal of %s", text).isNotNull();
    return messages(invalid);
  }
}
