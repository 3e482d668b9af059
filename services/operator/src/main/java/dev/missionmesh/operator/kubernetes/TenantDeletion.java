package dev.missionmesh.operator.kubernetes;

import static dev.missionmesh.operator.domain.ConditionType.READY;
import static dev.missionmesh.operator.domain.ConditionType.RECONCILING;

import dev.missionmesh.operator.application.MeshRefused;
import dev.missionmesh.operator.application.MeshUnavailable;
import dev.missionmesh.operator.application.Settings;
import dev.missionmesh.operator.application.Tenants;
import dev.missionmesh.operator.application.Tenants.Deletion;
import dev.missionmesh.operator.application.Tenants.Found;
import dev.missionmesh.operator.resource.Api;
import dev.missionmesh.operator.resource.Tenant;
import dev.missionmesh.operator.resource.TenantStatus;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The end of a Tenant. The mesh's tenant is suspended and stays so until somebody says by an
 * annotation what is to become of it; deleting needs an export since, on which the mesh insists.
 * The finalizer says what it waits for.
 */
final class TenantDeletion {
  private static final Duration SOON = Duration.ofSeconds(3);

  private final Tenants tenants;
  private final TenantKeys keys;
  private final StatusWriter statuses;
  private final Settings settings;
  private final Clock clock;

  TenantDeletion(
      Tenants tenants, TenantKeys keys, StatusWriter statuses, Settings settings, Clock clock) {
    this.tenants = tenants;
    this.keys = keys;
    this.statuses = statuses;
    this.settings = settings;
    this.clock = clock;
  }

  /** Why it goes on no further for now, and when to look again; {@code null} reason: it is over. */
  private record Wait(String reason, String message, Duration again, String state) {
    static final Wait OVER = new Wait(null, null, null, null);
  }

  DeleteControl advance(Tenant tenant) {
    Wait wait = next(tenant);
    if (wait.reason() == null) return DeleteControl.defaultDelete();
    say(tenant, wait);
    return (DeleteControl) DeleteControl.noFinalizerRemoval().rescheduleAfter(wait.again());
  }

  private Wait next(Tenant tenant) {
    String id = tenant.getMetadata().getName();
    try {
      Optional<Found> found = tenants.get(id);
      if (found.isEmpty() || found.get().state().equals("deleted")) return Wait.OVER;
      if (found.get().state().equals("deleting")) return progress(id);
      String word = word(tenant);
      if (word.equals("retain")) {
        keys.revoke(id);
        return Wait.OVER;
      }
      if (!found.get().state().equals("suspended")) tenants.suspend(id, true);
      return word.equals("delete") ? delete(id) : unconfirmed(id);
    } catch (MeshUnavailable e) {
      Duration again = e.afterOr(settings.firstRetry());
      return new Wait(
          e.reason(), "the finalizer waits for the mesh: " + e.getMessage(), again, null);
    } catch (MeshRefused e) {
      return new Wait(e.reason(), e.getMessage(), settings.resync(), null);
    }
  }

  private Wait delete(String id) {
    Optional<String> refusal = tenants.delete(id);
    if (refusal.isEmpty()) return progress(id);
    String advice = ". Export it with `mesh tenant export " + id + "`: then it is deleted.";
    return new Wait("WaitingForExport", refusal.get() + advice, settings.resync(), "suspended");
  }

  private Wait unconfirmed(String id) {
    return new Wait(
        "WaitingForConfirmation",
        "the mesh's tenant is suspended and the finalizer waits. Export it with `mesh tenant export"
            + " "
            + id
            + "`, then annotate "
            + Api.DELETION_ANNOTATION
            + "=delete to delete it for ever, or =retain to leave it in the mesh",
        settings.resync(),
        "suspended");
  }

  private Wait progress(String id) {
    Deletion deletion = tenants.deletion(id);
    return deletion.over()
        ? Wait.OVER
        : new Wait(
            "Deleting",
            "the finalizer waits for " + String.join(", ", deletion.waitsFor()),
            SOON,
            "deleting");
  }

  private static String word(Tenant tenant) {
    Map<String, String> annotations = tenant.getMetadata().getAnnotations();
    return annotations == null ? "" : annotations.getOrDefault(Api.DELETION_ANNOTATION, "");
  }

  private void say(Tenant tenant, Wait wait) {
    TenantStatus old =
        tenant.getStatus() == null
            ? new TenantStatus(null, null, null, null, null, null)
            : tenant.getStatus();
    Long generation = tenant.getMetadata().getGeneration();
    Conditions conditions =
        Conditions.of(old.conditions(), generation, clock.instant())
            .yes(RECONCILING, wait.reason(), wait.message())
            .no(READY, wait.reason(), wait.message());
    TenantStatus now =
        new TenantStatus(
            generation,
            wait.state() == null ? old.state() : wait.state(),
            old.namespaces(),
            old.keyId(),
            old.settings(),
            conditions.list());
    if (!now.equals(tenant.getStatus())) {
      statuses.apply(StatusWriter.intent(tenant, new Tenant(), now));
    }
  }
}
