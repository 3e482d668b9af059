package dev.missionmesh.policyengine;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Requests and snapshots that tests start from. */
final class Requests {
  static DecisionRequest plain() {
    return request("default", "STANDARD", Set.of(), Map.of());
  }

  static DecisionRequest asking(String... capabilities) {
    return request("default", "STANDARD", Set.of(capabilities), Map.of());
  }

  static DecisionRequest labelled(Map<String, String> labels) {
    return request("default", "STANDARD", Set.of(), labels);
  }

  static DecisionRequest request(
      String zone, String riskTier, Set<String> capabilities, Map<String, String> labels) {
    return new DecisionRequest(
        "acme",
        "key:k1",
        "command",
        zone,
        riskTier,
        capabilities,
        labels,
        5,
        120,
        2.0,
        1L << 30,
        1L << 30);
  }

  /** A snapshot of these rules, each an indented YAML list entry. */
  static CompiledSnapshot of(String... rules) throws InvalidSnapshot {
    return Snapshot.compile(yaml(rules));
  }

  static String yaml(String... rules) {
    return "apiVersion: missionmesh.dev/v1\nname: test\nrules:\n" + String.join("\n", rules) + "\n";
  }

  static String rule(String id, String effect, String match, String when) {
    return "  - id: "
        + id
        + "\n    effect: "
        + effect
        + (match.isEmpty() ? "" : "\n    match: " + match)
        + (when.isEmpty() ? "" : "\n    when: \"" + when + "\"");
  }

  static List<String> messages(InvalidSnapshot invalid) {
    return invalid.errors().stream().map(InvalidSnapshot.Error::toString).toList();
  }

  private Requests() {}
}
