package dev.missionmesh.gateway.application;

import dev.missionmesh.tenancy.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Tells the audit log of good keys that came from an address which their tenant does not admit:
 * once a minute for a tenant at most, with the number of those since.
 */
@ApplicationScoped
public class AddressRefusals {
  private static final Logger LOG = Logger.getLogger(AddressRefusals.class);
  private static final Duration EVERY = Duration.ofMinutes(1);

  /** Who came from where, when, and how many did since the last one that was told. */
  public record Refused(
      TenantId tenant, String principal, String address, Instant at, long number) {}

  private record Told(Instant at, long since) {}

  private final Map<TenantId, Told> told = new ConcurrentHashMap<>();
  private final AddressRefusalStore store;
  private final Publication publication;
  private final Clock clock;

  AddressRefusals(AddressRefusalStore store, Publication publication, Clock clock) {
    this.store = store;
    this.publication = publication;
    this.clock = clock;
  }

  /** Notes a refusal; never blocks, never fails. */
  public void note(TenantId tenant, String principal, InetAddress address) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    long[] number = {0};
    told.compute(
        tenant,
        (t, before) -> {
          if (before != null && now.isBefore(before.at.plus(EVERY))) {
            return new Told(before.at, before.since + 1);
          }
          number[0] = before == null ? 1 : before.since + 1;
          return new Told(now, 0);
        });
    if (number[0] > 0) {
      write(new Refused(tenant, principal, address.getHostAddress(), now, number[0]));
    }
  }

  private void write(Refused refused) {
    store
        .write(refused)
        .subscribe()
        .with(
            done -> publication.wake(),
            e -> LOG.warnf("an address refusal was not written: %s", e.getMessage()));
  }
}
