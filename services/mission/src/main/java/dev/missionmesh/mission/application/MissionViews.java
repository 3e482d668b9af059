package dev.missionmesh.mission.application;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.missionmesh.mission.domain.AttemptResult;
import dev.missionmesh.mission.domain.WhySentence;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;

/** Shows stored missions to callers. */
@ApplicationScoped
public class MissionViews {
  private final SchedulerFacts facts;
  private final PolicyDesk policy;
  private final Clock clock;
  private final ObjectMapper json;

  MissionViews(SchedulerFacts facts, PolicyDesk policy, Clock clock, ObjectMapper json) {
    this.facts = facts;
    this.policy = policy;
    this.clock = clock;
    this.json = json;
  }

  public MissionView of(MissionRecord m) {
    return new MissionView(
        m.id().toString(),
        m.tenant().value(),
        m.name(),
        m.executor(),
        m.state().text(),
        m.reason(),
        m.labels(),
        m.priority(),
        m.queuedAt(),
        m.startedAt(),
        m.endedAt(),
        why(m),
        m.attempts().stream().map(MissionViews::attempt).toList(),
        result(m),
        receipt(m));
  }

  /** One sentence: why the mission is where it is. */
  public String why(MissionRecord m) {
    MissionRecord.Attempt latest = m.latest();
    var record =
        new WhySentence.Record(
            m.state(),
            m.reason(),
            latest == null ? null : latest.node(),
            latest == null ? 0 : latest.number(),
            m.cancelRequested(),
            m.nextRunAt(),
            latest == null || latest.durationMs() == null
                ? null
                : Duration.ofMillis(latest.durationMs()));
    var scheduler =
        new WhySentence.Scheduler(
            m.ahead(), facts.nodesOnline(), facts.slots(), facts.leased(), policy.isReady());
    return WhySentence.of(record, scheduler, clock.instant());
  }

  private static MissionView.Attempt attempt(MissionRecord.Attempt a) {
    return new MissionView.Attempt(
        a.number(), a.node(), a.outcome(), a.exitCode(), a.reason(), a.startedAt(), a.endedAt());
  }

  private MissionView.Result result(MissionRecord m) {
    if (m.resultBody() == null) return null;
    AttemptResult result = read(m.resultBody());
    return new MissionView.Result(
        result.exitCode(),
        OutputText.ofBase64(result.stdoutBase64()),
        OutputText.ofBase64(result.stderrBase64()),
        result.truncated(),
        AttemptResult.sha256(m.resultBody()));
  }

  private AttemptResult read(byte[] body) {
    try {
      return json.readValue(body, AttemptResult.class);
    } catch (IOException e) {
      throw new UncheckedIOException("a stored result is not canonical JSON", e);
    }
  }

  private static MissionView.Receipt receipt(MissionRecord m) {
    MissionRecord.Attempt latest = m.latest();
    boolean ran = latest != null && latest.backend() != null;
    return new MissionView.Receipt(
        m.receipt().snapshot(),
        m.receipt().decision(),
        m.receipt().rule(),
        latest == null ? null : latest.node(),
        ran
            ? new MissionView.Sandbox(latest.backend(), Boolean.TRUE.equals(latest.degraded()))
            : null,
        latest == null ? null : latest.durationMs(),
        null);
  }
}
