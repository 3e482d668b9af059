package dev.missionmesh.gateway.edge;

import dev.missionmesh.gateway.application.AddressBlocks;
import dev.missionmesh.gateway.application.AddressRefusals;
import dev.missionmesh.gateway.application.SettingsOf;
import dev.missionmesh.gateway.domain.TenantSettings;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.tenancy.TenantId;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Holds each request against what is set for its tenant. */
@Singleton
class TenantRules {
  private static final int MOST_KEPT = 1000;

  private record Read(TenantSettings.Addresses lists, AddressBlocks blocks) {}

  private final Map<TenantId, Read> blocks = new ConcurrentHashMap<>();
  private final SettingsOf settings;
  private final ClientAddress addresses;
  private final AddressRefusals refusals;
  private final CrossOrigin origins;
  private final EdgeMetrics metrics;

  TenantRules(
      SettingsOf settings,
      ClientAddress addresses,
      AddressRefusals refusals,
      CrossOrigin origins,
      EdgeMetrics metrics) {
    this.refusals = refusals;
    this.origins = origins;
    this.settings = settings;
    this.addresses = addresses;
    this.metrics = metrics;
  }

  /**
   * Calls on with the tenant's settings, at once or later on the same event loop; or answers 403 if
   * the tenant admits nobody from where the request comes, or 503 if its settings cannot be read.
   */
  void apply(
      Visit visit, TenantId tenant, String subject, Consumer<TenantSettings> onward) {
    TenantSettings known = settings.atHand(tenant);
    if (known != null) {
      decide(visit, tenant, subject, known, onward);
      return;
    }
    visit.request().pause();
    Context context = Vertx.currentContext();
    settings
        .tenant(tenant)
        .subscribe()
        .with(
            later -> context.runOnContext(i -> decide(visit, tenant, subject, later, onward)),
            failure -> context.runOnContext(i -> unavailable(visit)));
  }

  private void decide(
      Visit visit,
      TenantId tenant,
      String subject,
      TenantSettings known,
      Consumer<TenantSettings> onward) {
    origins.welcome(visit, known);
    TenantSettings.Addresses lists = known.addresses();
    if (!lists.restrict()) {
      onward.accept(known);
      return;
    }
    InetAddress address = addresses.of(visit.request());
    if (blocks(tenant, lists).admits(address) || mayRepair(visit, tenant)) {
      onward.accept(known);
      return;
    }
    metrics.addressRefused();
    refusals.note(tenant, subject, address);
    visit.refuse(
        new ProblemException(
            Problem.ADDRESS_NOT_ALLOWED, "The tenant admits nobody from where you are."));
  }

  /** Whoever keeps the mesh is never shut out on the gateway's own machine. */
  private static boolean mayRepair(Visit visit, TenantId tenant) {
    return tenant.equals(TenantId.SYSTEM) && Operations.isFromThisMachine(visit.request());
  }

  /** The blocks of lists that are the same object until they are read again. */
  private AddressBlocks blocks(TenantId tenant, TenantSettings.Addresses lists) {
    Read read = blocks.get(tenant);
    if (read == null || read.lists != lists) {
      if (blocks.size() >= MOST_KEPT) {
        blocks.clear();
      }
      read = new Read(lists, AddressBlocks.of(lists));
      blocks.put(tenant, read);
    }
    return read.blocks;
  }

  private void unavailable(Visit visit) {
    metrics.keysUnavailable();
    visit.refuse(
        new ProblemException(
                Problem.UNAVAILABLE, "The tenant's settings cannot be read right now.")
            .withHeader("Retry-After", "1"));
  }
}
