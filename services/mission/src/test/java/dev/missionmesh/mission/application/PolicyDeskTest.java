package dev.missionmesh.mission.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missionmesh.mission.config.GovernanceConfig;
import dev.missionmesh.mission.config.GovernanceConfig.Mode;
import dev.missionmesh.policyengine.DecisionRequest;
import dev.missionmesh.policyengine.InvalidSnapshot;
import dev.missionmesh.policyengine.Snapshot;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyDeskTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final String DENIES_ALL =
      "apiVersion: missionmesh.dev/v1\nname: t\nrules:\n  - id: none\n    effect: deny\n";
  private static final DecisionRequest QUESTION =
      new DecisionRequest(
          "acme", "key:k", "noop", "default", "SAFE", Set.of(), Map.of(), 0, 1, 1, 1, 1);

  private static PolicyDesk desk(Mode mode, Instant now) {
    GovernanceConfig config =
        new GovernanceConfig() {
          @Override
          public Optional<Mode> mode() {
            return Optional.ofNullable(mode);
          }

          @Override
          public Duration staleness() {
            return Duration.ofMinutes(10);
          }
        };
    return new PolicyDesk(config, "minimal", Clock.fixed(now, ZoneOffset.UTC));
  }

  private static PolicyDesk governed(Mode mode, Instant now) throws InvalidSnapshot {
    PolicyDesk desk = desk(mode, now);
    desk.install(Snapshot.compile(DENIES_ALL), NOON.minusSeconds(86_400));
    desk.heard(NOON);
    return desk;
  }

  private static void assertUnavailable(PolicyDesk desk) {
    assertThat(desk.isReady()).isFalse();
    assertThatThrownBy(() -> desk.decide(QUESTION))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isEqualTo(Problem.POLICY_UNAVAILABLE));
  }

  @Test
  void deniesToDecideBeforeThereIsASnapshot() {
    assertUnavailable(desk(Mode.ENFORCE, NOON));
  }

  @Test
  void deniesToDecideWhenTheHeartbeatIsOlderThanTheStalenessBound() throws InvalidSnapshot {
    assertThat(governed(Mode.ENFORCE, NOON.plus(Duration.ofMinutes(10))).isReady()).isTrue();
    assertUnavailable(governed(Mode.ENFORCE, NOON.plus(Duration.ofMinutes(10)).plusMillis(1)));
  }

  @Test
  void aSnapshotWithoutAHeartbeatAgesFromItsPublication() throws InvalidSnapshot {
    PolicyDesk desk = desk(Mode.ENFORCE, NOON);
    desk.install(Snapshot.compile(DENIES_ALL), NOON.minusSeconds(60));
    assertThat(desk.isReady()).isTrue();
  }

  @Test
  void obeysADenialWhenEnforcing() throws InvalidSnapshot {
    var verdict = governed(Mode.ENFORCE, NOON).decide(QUESTION);
    assertThat(verdict.allowed()).isFalse();
    assertThat(verdict.receipt().rule()).isEqualTo("none");
  }

  @Test
  void onlyNotesADenialWhenObserving() throws InvalidSnapshot {
    var verdict = governed(Mode.OBSERVE, NOON).decide(QUESTION);
    assertThat(verdict.allowed()).isTrue();
    assertThat(verdict.receipt().decision()).isEqualTo("deny");
  }

  @Test
  void theMinimalProfileObservesUnlessToldOtherwise() {
    assertThat(desk(null, NOON).isReady()).isTrue();
    assertThat(desk(null, NOON).decide(QUESTION).receipt().snapshot()).isEqualTo("none");
  }
}
