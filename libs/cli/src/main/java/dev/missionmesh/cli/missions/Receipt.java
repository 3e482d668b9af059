package dev.missionmesh.cli.missions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Durations;
import dev.missionmesh.cli.output.Fields;
import dev.missionmesh.cli.output.Style;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The proof that a person gets of one finished mission, as lines. */
final class Receipt {
  private Receipt() {}

  static List<String> lines(MissionDocument mission, Style style) {
    List<String> lines = new ArrayList<>();
    lines.add(style.dim("── receipt " + "─".repeat(61)));
    lines.addAll(fields(mission, style).lines(style));
    return lines;
  }

  static Fields fields(MissionDocument mission, Style style) {
    return new Fields()
        .add("mission", mission.id() + "  " + style.state(mission.state()))
        .add("decision", decision(mission))
        .add("policy", mission.text("receipt/policySnapshot"))
        .add("node", mission.text("receipt/node"))
        .add("sandbox", sandbox(mission, style))
        .add("attempts", Integer.toString(mission.attempts().size()))
        .add("duration", duration(mission.text("receipt/durationMs")))
        .add("result", result(mission))
        .add("audit", audit(mission));
  }

  /** One line for each attempt: where it ran, how it ended and how long it took. */
  static List<String> attempts(MissionDocument mission) {
    List<String> lines = new ArrayList<>();
    for (JsonNode attempt : mission.attempts()) {
      String on = attempt.hasNonNull("node") ? " on " + attempt.path("node").asText() : "";
      lines.add(
          "attempt "
              + attempt.path("number").asText()
              + on
              + ": "
              + outcome(attempt)
              + took(attempt));
    }
    return lines;
  }

  private static String outcome(JsonNode attempt) {
    String reason = Documents.text(attempt, "reason");
    String exitCode = Documents.text(attempt, "exitCode");
    if (exitCode != null) return "exit code " + exitCode;
    String outcome = Documents.text(attempt, "outcome");
    String words = outcome == null ? "did not end" : outcome.replace('_', ' ');
    return reason == null || reason.equalsIgnoreCase(words) ? words : words + " (" + reason + ")";
  }

  private static String took(JsonNode attempt) {
    if (!attempt.hasNonNull("startedAt") || !attempt.hasNonNull("endedAt")) return "";
    Instant start = Instant.parse(attempt.path("startedAt").asText());
    return " after "
        + Durations.show(Duration.between(start, Instant.parse(attempt.path("endedAt").asText())));
  }

  private static String decision(MissionDocument mission) {
    String decision = mission.text("receipt/decision");
    String rule = mission.text("receipt/rule");
    return decision == null || rule == null ? decision : decision + " by rule " + rule;
  }

  private static String sandbox(MissionDocument mission, Style style) {
    String backend = mission.text("receipt/sandbox/backend");
    boolean degraded = mission.json().at("/receipt/sandbox/degraded").asBoolean();
    return backend == null || !degraded
        ? backend
        : backend + style.yellow("  degraded: weaker isolation");
  }

  private static String duration(String millis) {
    return millis == null ? null : Durations.show(Duration.ofMillis(Long.parseLong(millis)));
  }

  private static String result(MissionDocument mission) {
    String sha256 = mission.text("result/sha256");
    if (sha256 == null) return null;
    boolean truncated = mission.json().at("/result/truncated").asBoolean();
    return "sha256:" + sha256 + (truncated ? "  truncated" : "");
  }

  private static String audit(MissionDocument mission) {
    String index = mission.text("receipt/auditIndex");
    return index == null ? "n/a" : "entry " + index;
  }
}
