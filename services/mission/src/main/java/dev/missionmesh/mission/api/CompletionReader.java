package dev.missionmesh.mission.api;

import dev.missionmesh.events.MissionEvents;
import dev.missionmesh.mission.application.Completion;
import dev.missionmesh.mission.domain.AttemptResult;
import dev.missionmesh.mission.domain.Outcome;
import java.util.List;
import java.util.regex.Pattern;

/** Checks a node's completion for shape. Whether it holds is judged later. */
final class CompletionReader {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
  private static final int MAX_STEPS = 100;
  private static final int MAX_TEXT = 500;

  static Completion read(String at, String node, NodeMessages.Completion c) {
    Outcome outcome =
        Body.required(at + "/outcome", Outcome.named(c.outcome()), "is not a known outcome");
    AttemptResult result = result(at + "/result", outcome, c.result());
    return new Completion(
        Body.tenant(at + "/tenant", c.tenant()),
        Body.mission(at + "/missionId", c.missionId()),
        node,
        Body.required(at + "/token", c.token()),
        outcome,
        result,
        result.canonical(),
        hex(at + "/sha256", c.sha256()),
        hex(at + "/hmac", c.hmac()),
        c.logChunks() == null
            ? 0
            : Body.within(at + "/logChunks", c.logChunks(), 0, Integer.MAX_VALUE),
        c.durationMs() == null ? 0 : c.durationMs(),
        sandbox(at + "/sandbox", c.sandbox()),
        steps(at + "/steps", c.steps()),
        c.usage());
  }

  private static AttemptResult result(String at, Outcome outcome, AttemptResult result) {
    if (result == null) {
      if (outcome != Outcome.RELEASED) throw Body.invalid(at, "is required");
      return new AttemptResult(null, "", "", false);
    }
    Body.base64(at + "/stdoutBase64", result.stdoutBase64());
    Body.base64(at + "/stderrBase64", result.stderrBase64());
    if ((outcome == Outcome.EXITED) != (result.exitCode() != null)) {
      throw Body.invalid(at + "/exitCode", "is given exactly when the outcome is exited");
    }
    return result;
  }

  private static String hex(String at, String value) {
    if (!HEX.matcher(Body.required(at, value)).matches()) {
      throw Body.invalid(at, "must be 64 lower-case hexadecimal digits");
    }
    return value;
  }

  private static MissionEvents.Sandbox sandbox(String at, MissionEvents.Sandbox sandbox) {
    if (sandbox == null) return null;
    Body.text(at + "/backend", sandbox.backend(), MAX_TEXT);
    if (sandbox.degradedReason() != null) {
      Body.text(at + "/degradedReason", sandbox.degradedReason(), MAX_TEXT);
    }
    return sandbox;
  }

  private static List<MissionEvents.Step> steps(String at, List<MissionEvents.Step> steps) {
    if (steps == null) return List.of();
    Body.list(at, steps, MAX_STEPS);
    for (int i = 0; i < steps.size(); i++) {
      Body.text(at + "/" + i + "/name", steps.get(i).name(), MAX_TEXT);
    }
    return steps;
  }

  private CompletionReader() {}
}
