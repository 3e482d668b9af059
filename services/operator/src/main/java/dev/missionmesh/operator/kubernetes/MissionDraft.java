package dev.missionmesh.operator.kubernetes;

import static dev.missionmesh.operator.domain.ConditionType.ACCEPTED;
import static dev.missionmesh.operator.domain.ConditionType.AWAITING_APPROVAL;
import static dev.missionmesh.operator.domain.ConditionType.FINISHED;
import static dev.missionmesh.operator.domain.ConditionType.READY;
import static dev.missionmesh.operator.domain.ConditionType.RECONCILING;
import static dev.missionmesh.operator.domain.ConditionType.STALLED;

import dev.missionmesh.operator.application.MeshUnavailable;
import dev.missionmesh.operator.domain.MissionProgress;
import dev.missionmesh.operator.domain.MissionState;
import dev.missionmesh.operator.domain.Submission.Accepted;
import dev.missionmesh.operator.domain.Submission.Refused;
import dev.missionmesh.operator.resource.Condition;
import dev.missionmesh.operator.resource.Mission;
import dev.missionmesh.operator.resource.MissionStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The status of a Mission while it is said anew: what is not said stays. */
final class MissionDraft {
  private final Instant time;
  private final Conditions conditions;
  private MissionStatus status;

  private MissionDraft(MissionStatus old, Long generation, Instant time) {
    this.time = time;
    this.conditions = Conditions.of(old == null ? null : old.conditions(), generation, time);
    MissionStatus is =
        old == null
            ? new MissionStatus(
                null, null, null, null, null, null, null, null, null, null, null, null)
            : old;
    this.status =
        new MissionStatus(
            generation,
            is.tenant(),
            is.missionId(),
            is.state(),
            is.policySnapshot(),
            is.rule(),
            is.attempts(),
            is.exitCode(),
            is.queuedAt(),
            is.startedAt(),
            is.finishedAt(),
            null);
  }

  static MissionDraft of(Mission mission, Instant time) {
    return new MissionDraft(mission.getStatus(), mission.getMetadata().getGeneration(), time);
  }

  String missionId() {
    return status.missionId();
  }

  String tenant() {
    return status.tenant();
  }

  Instant finishedAt() {
    return status.finishedAt();
  }

  /** The mesh has queued it. */
  void accepted(String tenant, Accepted word) {
    String queued = MissionState.QUEUED.word();
    status =
        new MissionStatus(
            status.observedGeneration(),
            tenant,
            word.missionId(),
            queued,
            word.policySnapshot(),
            word.rule(),
            0,
            null,
            null,
            null,
            null,
            null);
    conditions
        .yes(ACCEPTED, "Accepted", "the mesh has taken it as mission " + word.missionId())
        .no(READY, "Queued", "it waits for a node")
        .no(AWAITING_APPROVAL, "Queued", "nobody has to approve it")
        .no(FINISHED, "Queued", "it waits for a node")
        .no(RECONCILING, "Submitted", "the mesh goes on with it")
        .no(STALLED, "Progressing", "nothing is in its way");
  }

  /** The mesh will never run it: that is its end. */
  void refused(String tenant, Refused word) {
    Instant end = time.truncatedTo(ChronoUnit.SECONDS);
    status =
        new MissionStatus(
            status.observedGeneration(),
            tenant,
            null,
            "refused",
            null,
            null,
            null,
            null,
            null,
            null,
            end,
            null);
    conditions
        .no(ACCEPTED, word.reason(), word.message())
        .no(READY, word.reason(), word.message())
        .yes(FINISHED, "Refused", word.message())
        .no(RECONCILING, "Refused", "the mesh has said its word")
        .yes(STALLED, word.reason(), word.message());
  }

  /** Somebody has to change something before the operator can go on. */
  void stalled(String reason, String message) {
    if (missionId() == null) conditions.no(ACCEPTED, reason, message);
    conditions.no(FINISHED, reason, message).stalled(reason, message);
  }

  /** The mesh cannot be asked now. */
  void waits(MeshUnavailable outage) {
    waits(outage.reason(), outage.getMessage());
  }

  /** The operator cannot go on before something else has happened. */
  void waits(String reason, String message) {
    if (missionId() == null) conditions.set(ACCEPTED, null, reason, message);
    if (status.state() == null) {
      conditions.no(READY, reason, message).no(FINISHED, reason, message);
    }
    conditions.waits(reason, message);
  }

  void progressed(MissionProgress progress) {
    MissionState state = progress.state();
    status =
        new MissionStatus(
            status.observedGeneration(),
            status.tenant(),
            status.missionId(),
            state.word(),
            status.policySnapshot(),
            status.rule(),
            progress.attempts(),
            progress.exitCode(),
            progress.queuedAt(),
            progress.startedAt(),
            progress.endedAt(),
            null);
    boolean good = state == MissionState.SUCCEEDED;
    String reason = state.reason();
    String message = sentence(progress);
    boolean asks = state == MissionState.AWAITING_APPROVAL;
    conditions
        .set(READY, good, reason, message)
        .set(AWAITING_APPROVAL, asks, reason, asks ? message : "nobody has to approve it")
        .set(FINISHED, state.last(), reason, message)
        .no(RECONCILING, reason, "the mesh goes on with it")
        .set(STALLED, state.last() && !good, reason, message);
  }

  private static String sentence(MissionProgress progress) {
    StringBuilder sentence = new StringBuilder("the mission is " + progress.state().word());
    if (progress.exitCode() != null) sentence.append(", exit code ").append(progress.exitCode());
    if (progress.reason() != null) sentence.append(": ").append(progress.reason());
    return sentence.toString();
  }

  List<Condition> transitions() {
    return conditions.transitions();
  }

  MissionStatus status() {
    return new MissionStatus(
        status.observedGeneration(),
        status.tenant(),
        status.missionId(),
        status.state(),
        status.policySnapshot(),
        status.rule(),
        status.attempts(),
        status.exitCode(),
        status.queuedAt(),
        status.startedAt(),
        status.finishedAt(),
        conditions.list());
  }
}
