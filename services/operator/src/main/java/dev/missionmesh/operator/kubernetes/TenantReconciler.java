package dev.missionmesh.operator.kubernetes;

import static dev.missionmesh.operator.domain.ConditionType.ACCEPTED;
import static dev.missionmesh.operator.domain.ConditionType.READY;
import static dev.missionmesh.operator.domain.ConditionType.RECONCILING;
import static dev.missionmesh.operator.domain.ConditionType.STALLED;

import dev.missionmesh.operator.application.MeshRefused;
import dev.missionmesh.operator.application.MeshUnavailable;
import dev.missionmesh.operator.application.Settings;
import dev.missionmesh.operator.application.Tenants;
import dev.missionmesh.operator.application.Tenants.Found;
import dev.missionmesh.operator.resource.Tenant;
import dev.missionmesh.operator.resource.TenantSpec;
import dev.missionmesh.operator.resource.TenantStatus;
import dev.missionmesh.operator.resource.TenantStatus.AppliedSettings;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes the mesh's tenants what the Tenants say, and keeps the key that the operator acts with for
 * each.
 */
final class TenantReconciler implements Reconciler<Tenant>, Cleaner<Tenant> {
  private static final Duration SOON = Duration.ofSeconds(5);

  private final Tenants tenants;
  private final TenantKeys keys;
  private final NamespaceTenants namespaces;
  private final TransitionEvents events;
  private final TenantDeletion deletion;
  private final Settings settings;
  private final Clock clock;
  private final SimpleInboundEventSource<Tenant> refusals = new SimpleInboundEventSource<>("keys");
  private final Set<String> refused = ConcurrentHashMap.newKeySet();

  TenantReconciler(
      Tenants tenants,
      TenantKeys keys,
      NamespaceTenants namespaces,
      TransitionEvents events,
      TenantDeletion deletion,
      Settings settings,
      Clock clock) {
    this.tenants = tenants;
    this.keys = keys;
    this.namespaces = namespaces;
    this.events = events;
    this.deletion = deletion;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, Tenant>> prepareEventSources(EventSourceContext<Tenant> context) {
    keys.onRefused(
        tenant -> {
          refused.add(tenant);
          refusals.propagateEvent(new ResourceID(tenant));
        });
    return List.of(refusals);
  }

  @Override
  public UpdateControl<Tenant> reconcile(Tenant tenant, Context<Tenant> context) {
    TenantStatus old = tenant.getStatus();
    Long generation = tenant.getMetadata().getGeneration();
    Conditions conditions =
        Conditions.of(old == null ? null : old.conditions(), generation, clock.instant());
    TenantStatus status = old == null ? new TenantStatus(null, null, null, null, null, null) : old;
    Duration again = settings.resync();
    try {
      status = keep(tenant, status, conditions);
    } catch (MeshUnavailable e) {
      if (old == null) conditions.set(ACCEPTED, null, e.reason(), e.getMessage());
      if (old == null) conditions.no(READY, e.reason(), e.getMessage());
      conditions.waits(e.reason(), e.getMessage());
      again = e.afterOr(settings.firstRetry());
    } catch (MeshRefused e) {
      conditions.stalled(e.reason(), e.getMessage());
    }
    status =
        new TenantStatus(
            generation,
            status.state(),
            status.namespaces(),
            status.keyId(),
            status.settings(),
            conditions.list());
    if (status.equals(old)) return UpdateControl.<Tenant>noUpdate().rescheduleAfter(again);
    events.tell(tenant, conditions.transitions());
    return UpdateControl.patchStatus(StatusWriter.intent(tenant, new Tenant(), status))
        .rescheduleAfter(again);
  }

  private TenantStatus keep(Tenant tenant, TenantStatus old, Conditions conditions) {
    String id = tenant.getMetadata().getName();
    TenantSpec spec = tenant.getSpec();
    Found found = found(id, spec);
    if (found.state().startsWith("delet")) {
      conditions.stalled(
          "TenantDeleted", "the mesh has deleted this tenant and never gives its id again");
      return new TenantStatus(null, found.state(), List.of(), null, null, null);
    }
    conditions.yes(ACCEPTED, "Founded", "the mesh has this tenant");
    boolean isSuspended = found.state().equals("suspended");
    if (spec.suspended() != null && spec.suspended() != isSuspended) {
      tenants.suspend(id, spec.suspended());
      found = found(id, spec);
    }
    AppliedSettings applied = new TenantSettings(tenants).keep(id, spec, found, old.settings());
    String keyId = keys.keep(tenant, refused.remove(id));
    Set<String> mine = new TreeSet<>(NamespaceTenants.named(tenant));
    Set<String> twice = namespaces.claimedTwice(tenant);
    mine.removeAll(twice);
    if (twice.isEmpty()) {
      String word = found.state().equals("suspended") ? "Suspended" : "Active";
      conditions
          .yes(READY, word, "the mesh's tenant is as this says and " + found.state())
          .no(RECONCILING, word, "nothing is left to do")
          .no(STALLED, word, "nothing is in its way");
    } else {
      conditions.stalled(
          "NamespaceClaimedTwice", "other Tenants name these namespaces too: " + twice);
    }
    return new TenantStatus(null, found.state(), List.copyOf(mine), keyId, applied, null);
  }

  private Found found(String id, TenantSpec spec) {
    return tenants
        .get(id)
        .or(
            () -> {
              tenants.found(id, spec.displayName());
              return tenants.get(id);
            })
        .orElseThrow(
            () -> new MeshUnavailable("NotFound", "the mesh has no such tenant yet", SOON));
  }

  @Override
  public DeleteControl cleanup(Tenant tenant, Context<Tenant> context) {
    return deletion.advance(tenant);
  }
}
