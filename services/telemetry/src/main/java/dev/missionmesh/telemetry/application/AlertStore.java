package dev.missionmesh.telemetry.application;

import dev.missionmesh.telemetry.domain.Alert;
import dev.missionmesh.telemetry.domain.Suspicion;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Where alerts are kept. They are raised by whoever appends to the log. */
public interface AlertStore {
  /** How many alerts there are of a rule. */
  record Number(long raised, long open) {
    public static final Number NONE = new Number(0, 0);
  }

  /**
   * One alert on its way to the operator.
   *
   * @param attempts including the one at hand
   */
  record Delivery(Alert alert, String road, int attempts) {}

  /**
   * A tenant's alerts, newest first.
   *
   * @param open null: open ones and resolved ones
   * @param before only those raised before this one; null: from the newest
   */
  Uni<List<Alert>> list(TenantId tenant, Boolean open, UUID before, int limit);

  /** Resolves what was last seen longer ago than that, and forgets what was counted a day ago. */
  Uni<Void> tidy(Duration coolDown);

  /** Over all tenants; rules without alerts are left out. */
  Uni<Map<Suspicion, Number>> numbers();

  /** Takes up to that many deliveries that are due; nobody else gets them for a minute. */
  Uni<List<Delivery>> takeDue(int most);

  /** The delivery has arrived, or is given up. */
  Uni<Void> done(Delivery delivery);

  /** The delivery is to be tried again, so much later. */
  Uni<Void> postpone(Delivery delivery, Duration pause);
}
