package dev.missionmesh.operator.kubernetes;

import dev.missionmesh.operator.application.Credential;
import dev.missionmesh.operator.application.MeshUnavailable;
import dev.missionmesh.operator.application.MissionWatch;
import dev.missionmesh.operator.application.MissionWatch.Known;
import dev.missionmesh.operator.application.Missions;
import dev.missionmesh.operator.application.Submissions;
import dev.missionmesh.operator.domain.ResourceName;
import dev.missionmesh.operator.domain.Submission.Accepted;
import dev.missionmesh.operator.domain.Submission.Refused;
import dev.missionmesh.operator.kubernetes.NamespaceTenants.Standing;
import dev.missionmesh.operator.resource.Mission;
import dev.missionmesh.operator.resource.MissionStatus;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Makes each Mission run once. Whatever is interrupted is done again from the beginning: the key it
 * is submitted with comes from the resource's uid, so that the mesh knows it again.
 */
final class MissionReconciler implements Reconciler<Mission>, Cleaner<Mission> {
  private static final Logger LOG = Logger.getLogger(MissionReconciler.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  private final MeshParts mesh;
  private final ClusterParts cluster;
  private final Clock clock;

  MissionReconciler(MeshParts mesh, ClusterParts cluster, Clock clock) {
    this.mesh = mesh;
    this.cluster = cluster;
    this.clock = clock;
  }

  /** What the reconciler asks the mesh with. */
  record MeshParts(Submissions submissions, Missions missions, MissionWatch watch) {}

  /** What the reconciler knows and changes of the cluster. */
  record ClusterParts(
      String name,
      NamespaceTenants namespaces,
      TenantKeys keys,
      TransitionEvents events,
      StatusWriter statuses,
      MissionEvents wakes) {}

  @Override
  public List<EventSource<?, Mission>> prepareEventSources(EventSourceContext<Mission> context) {
    return cluster.wakes.sources(context);
  }

  @Override
  public UpdateControl<Mission> reconcile(Mission mission, Context<Mission> context) {
    MissionDraft draft = MissionDraft.of(mission, clock.instant());
    if (draft.finishedAt() != null) return ended(mission, draft, context, UpdateControl.noUpdate());
    Duration again =
        switch (cluster.namespaces.of(mission.getMetadata().getNamespace())) {
          case Standing.Refused refused -> {
            draft.stalled(refused.reason(), refused.message());
            yield null;
          }
          case Standing.Given given -> advance(mission, draft, given.tenant());
        };
    UpdateControl<Mission> control = told(mission, draft);
    if (draft.finishedAt() != null) return ended(mission, draft, context, control);
    return again == null ? control : control.rescheduleAfter(again);
  }

  /** How long until the next attempt, or null if something will wake the resource. */
  private Duration advance(Mission mission, MissionDraft draft, String tenant) {
    Credential key = cluster.keys.of(tenant);
    try {
      if (draft.missionId() == null) {
        submit(mission, draft, key);
      } else if (!tenant.equals(draft.tenant())) {
        mesh.watch.forget(draft.tenant(), draft.missionId());
        draft.stalled(
            "TenantChanged",
            "it runs for " + draft.tenant() + ", its namespace acts for " + tenant);
      } else {
        follow(mission, draft, key);
      }
      return null;
    } catch (MeshUnavailable e) {
      draft.waits(e);
      return spread(e.after());
    }
  }

  private void submit(Mission mission, MissionDraft draft, Credential key) {
    String uid = mission.getMetadata().getUid();
    switch (mesh.submissions.submit(key, uid, MissionBody.of(mission, cluster.name))) {
      case Accepted accepted -> {
        draft.accepted(key.owner(), accepted);
        mesh.watch.follow(key, accepted.missionId(), nameOf(mission));
        LOG.infof(
            "mission submitted tenant=%s missionId=%s namespace=%s name=%s",
            key.owner(), accepted.missionId(), nameOf(mission).namespace(), nameOf(mission).name());
      }
      case Refused refused -> {
        draft.refused(key.owner(), refused);
        LOG.infof(
            "mission refused tenant=%s reason=%s namespace=%s name=%s",
            key.owner(), refused.reason(), nameOf(mission).namespace(), nameOf(mission).name());
      }
    }
  }

  private void follow(Mission mission, MissionDraft draft, Credential key) {
    Known known = mesh.watch.follow(key, draft.missionId(), nameOf(mission));
    if (known.unknown()) {
      draft.stalled("MissionUnknown", "the mesh knows no mission " + draft.missionId());
    } else if (known.progress() != null) {
      draft.progressed(known.progress());
    }
    if (known.outage() != null && draft.finishedAt() == null) draft.waits(known.outage());
  }

  private UpdateControl<Mission> told(Mission mission, MissionDraft draft) {
    MissionStatus status = draft.status();
    if (status.equals(mission.getStatus())) return UpdateControl.noUpdate();
    cluster.events.tell(mission, draft.transitions());
    return UpdateControl.patchStatus(StatusWriter.intent(mission, new Mission(), status));
  }

  /** Deletes it when its time has come, or comes back then. */
  private UpdateControl<Mission> ended(
      Mission mission,
      MissionDraft draft,
      Context<Mission> context,
      UpdateControl<Mission> control) {
    if (draft.missionId() != null) mesh.watch.forget(draft.tenant(), draft.missionId());
    Long seconds = mission.getSpec().ttlSecondsAfterFinished();
    if (seconds == null) return control;
    Instant due = draft.finishedAt().plusSeconds(seconds);
    Instant now = clock.instant();
    if (now.isBefore(due)) return control.rescheduleAfter(Duration.between(now, due).plusMillis(1));
    if (!control.isNoUpdate()) return control.rescheduleAfter(Duration.ofMillis(1));
    context.getClient().resource(mission).delete();
    return control;
  }

  @Override
  public DeleteControl cleanup(Mission mission, Context<Mission> context) {
    MissionDraft draft = MissionDraft.of(mission, clock.instant());
    if (draft.finishedAt() != null) return released(draft);
    return switch (cluster.namespaces.of(mission.getMetadata().getNamespace())) {
      case Standing.Given given -> cancel(mission, draft, given.tenant());
      case Standing.Refused refused when refused.reason().equals("NamespaceWithoutTenant") ->
          released(draft);
      case Standing.Refused refused ->
          blocked(
              mission,
              draft,
              refused.reason(),
              "it cannot be cancelled: " + refused.message(),
              LOOK_AGAIN);
    };
  }

  private DeleteControl cancel(Mission mission, MissionDraft draft, String tenant) {
    Credential key = cluster.keys.of(tenant);
    try {
      String id = draft.missionId();
      if (id != null && !tenant.equals(draft.tenant())) return released(draft);
      if (id == null) {
        id = mesh.missions.idOf(key, mission.getMetadata().getUid()).orElse(null);
      }
      if (id == null || mesh.missions.cancel(key, id)) {
        if (id != null) mesh.watch.forget(tenant, id);
        return released(draft);
      }
      mesh.watch.follow(key, id, nameOf(mission));
      return blocked(
          mission,
          draft,
          "Cancelling",
          "the finalizer waits until mission " + id + " has stopped",
          LOOK_AGAIN);
    } catch (MeshUnavailable e) {
      return blocked(
          mission,
          draft,
          e.reason(),
          "the finalizer waits to cancel it: " + e.getMessage(),
          spread(e.after()));
    }
  }

  private DeleteControl released(MissionDraft draft) {
    if (draft.missionId() != null) mesh.watch.forget(draft.tenant(), draft.missionId());
    return DeleteControl.defaultDelete();
  }

  private DeleteControl blocked(
      Mission mission, MissionDraft draft, String reason, String message, Duration again) {
    draft.waits(reason, message);
    MissionStatus status = draft.status();
    if (!status.equals(mission.getStatus())) {
      cluster.statuses.apply(StatusWriter.intent(mission, new Mission(), status));
    }
    return (DeleteControl) DeleteControl.noFinalizerRemoval().rescheduleAfter(again);
  }

  private static ResourceName nameOf(Mission mission) {
    return new ResourceName(mission.getMetadata().getNamespace(), mission.getMetadata().getName());
  }

  /** Half as long again at most, so that not all come back at once. */
  private static Duration spread(Duration after) {
    long millis = Math.max(after.toMillis(), 100);
    return Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
  }
}
