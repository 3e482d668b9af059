package dev.missionmesh.sandboxruntime.mission;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.missionmesh.sandboxruntime.domain.Completion;
import dev.missionmesh.sandboxruntime.domain.SandboxInfo;
import dev.missionmesh.sandboxruntime.domain.Usage;
import java.time.Instant;
import java.util.List;

/** A completion as mission reads it. */
record WireCompletion(
    String tenant,
    String missionId,
    int attempt,
    long token,
    String outcome,
    Result result,
    String sha256,
    String hmac,
    int logChunks,
    long durationMs,
    SandboxInfo sandbox,
    List<WireStep> steps,
    Usage usage) {
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Result(Integer exitCode, String stdoutBase64, String stderrBase64, boolean truncated) {}

  record WireStep(String name, Instant at, long durationMs) {}

  static WireCompletion of(Completion c) {
    return new WireCompletion(
        c.ref().tenant(),
        c.ref().missionId(),
        c.attempt(),
        c.ref().token(),
        c.outcome().wireName(),
        new Result(
            c.result().exitCode(),
            c.result().stdoutBase64(),
            c.result().stderrBase64(),
            c.result().truncated()),
        c.seal().sha256(),
        c.seal().hmac(),
        c.logChunks(),
        c.duration().toMillis(),
        c.sandbox(),
        c.steps().stream()
            .map(step -> new WireStep(step.name(), step.at(), step.duration().toMillis()))
            .toList(),
        c.usage());
  }
}
