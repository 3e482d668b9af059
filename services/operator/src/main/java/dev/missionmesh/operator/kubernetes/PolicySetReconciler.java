package dev.missionmesh.operator.kubernetes;

import static dev.missionmesh.operator.domain.ConditionType.ACCEPTED;
import static dev.missionmesh.operator.domain.ConditionType.READY;
import static dev.missionmesh.operator.domain.ConditionType.RECONCILING;
import static dev.missionmesh.operator.domain.ConditionType.STALLED;

import dev.missionmesh.operator.application.MeshRefused;
import dev.missionmesh.operator.application.MeshUnavailable;
import dev.missionmesh.operator.application.Policies;
import dev.missionmesh.operator.application.Policies.Published;
import dev.missionmesh.operator.application.Settings;
import dev.missionmesh.operator.resource.PolicySet;
import dev.missionmesh.operator.resource.PolicySetStatus;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps the oldest PolicySet's snapshot in force. Publishing what is in force changes nothing, so
 * it is done at every look: a snapshot that somebody else has put in force lasts until the next
 * one. There is no finalizer: a mesh is never without a policy, so what was in force stays so.
 */
final class PolicySetReconciler implements Reconciler<PolicySet> {
  private static final Comparator<PolicySet> BY_AGE =
      Comparator.<PolicySet, String>comparing(set -> set.getMetadata().getCreationTimestamp())
          .thenComparing(set -> set.getMetadata().getName());

  private final Policies policies;
  private final TransitionEvents events;
  private final Settings settings;
  private final Clock clock;

  PolicySetReconciler(Policies policies, TransitionEvents events, Settings settings, Clock clock) {
    this.policies = policies;
    this.events = events;
    this.settings = settings;
    this.clock = clock;
  }

  /** When one comes or goes, all the others look whether they are in force. */
  @Override
  public List<EventSource<?, PolicySet>> prepareEventSources(
      EventSourceContext<PolicySet> context) {
    return List.of(
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(PolicySet.class, PolicySet.class)
                .withName("others")
                .withWatchAllNamespaces()
                .withOnUpdateFilter((now, before) -> false)
                .withSecondaryToPrimaryMapper(
                    changed ->
                        all(context.getPrimaryCache().list(any -> true))
                            .map(ResourceID::fromResource)
                            .collect(Collectors.toSet()))
                .build(),
            context));
  }

  @Override
  public UpdateControl<PolicySet> reconcile(PolicySet set, Context<PolicySet> context) {
    PolicySetStatus old = set.getStatus();
    Long generation = set.getMetadata().getGeneration();
    Conditions conditions =
        Conditions.of(old == null ? null : old.conditions(), generation, clock.instant());
    PolicySet first = all(context.getPrimaryCache().list(any -> true)).min(BY_AGE).orElse(set);
    String digest = old == null ? null : old.digest();
    Long version = old == null ? null : old.version();
    Duration again = settings.resync();
    try {
      if (first.getMetadata().getName().equals(set.getMetadata().getName())) {
        Published published = policies.publish(SnapshotYaml.of(set));
        digest = published.digest();
        version = published.version();
        inForce(conditions, digest);
      } else {
        conditions.stalled(
            "AnotherIsInForce",
            "the older PolicySet " + first.getMetadata().getName() + " is in force");
      }
    } catch (MeshUnavailable e) {
      conditions
          .set(ACCEPTED, null, e.reason(), e.getMessage())
          .set(READY, null, e.reason(), e.getMessage())
          .waits(e.reason(), e.getMessage());
      again = e.afterOr(settings.firstRetry());
    } catch (MeshRefused e) {
      conditions
          .no(ACCEPTED, e.reason(), e.getMessage())
          .stalled(e.reason(), e.getMessage());
    }
    PolicySetStatus status = new PolicySetStatus(generation, digest, version, conditions.list());
    if (status.equals(old)) return UpdateControl.<PolicySet>noUpdate().rescheduleAfter(again);
    events.tell(set, conditions.transitions());
    return UpdateControl.patchStatus(StatusWriter.intent(set, new PolicySet(), status))
        .rescheduleAfter(again);
  }

  private static Stream<PolicySet> all(Stream<PolicySet> sets) {
    return sets.filter(set -> set.getMetadata().getDeletionTimestamp() == null);
  }

  private static void inForce(Conditions conditions, String digest) {
    conditions
        .yes(ACCEPTED, "Published", "the mesh has it as " + digest)
        .yes(READY, "InForce", "it decides in the mesh")
        .no(RECONCILING, "InForce", "nothing is left to do")
        .no(STALLED, "InForce", "nothing is in its way");
  }
}
