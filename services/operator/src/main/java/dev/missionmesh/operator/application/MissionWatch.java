package dev.missionmesh.operator.application;

import dev.missionmesh.operator.domain.MissionProgress;
import dev.missionmesh.operator.domain.ResourceName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Keeps what is known of missions that have not ended, and tells whose state has changed. A tenant
 * costs a bounded number of requests a round, however many missions of it are followed; see {@link
 * WatchRound}.
 */
public final class MissionWatch implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(MissionWatch.class);

  /**
   * What is known of a mission: its state, or why there is none. Both may be null: not asked yet.
   */
  public record Known(MissionProgress progress, MeshUnavailable outage, boolean unknown) {
    static final Known NOTHING = new Known(null, null, false);
    static final Known NO_SUCH = new Known(null, null, true);
  }

  private final Missions missions;
  private final Settings settings;
  private final Clock clock;
  private final Map<String, FollowedTenant> tenants = new ConcurrentHashMap<>();
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("mission-watch").factory());
  private volatile Consumer<ResourceName> changed = name -> {};

  public MissionWatch(Missions missions, Settings settings, Clock clock) {
    this.missions = missions;
    this.settings = settings;
    this.clock = clock;
  }

  /** Begins. {@code changed} is told each resource whose mission has another state than before. */
  public void start(Consumer<ResourceName> changed) {
    this.changed = changed;
    long pause = settings.poll().toMillis();
    var _ = rounds.scheduleWithFixedDelay(this::lookAtAll, pause, pause, TimeUnit.MILLISECONDS);
  }

  /** What is known of a mission, which is followed from now on. */
  public Known follow(Credential tenant, String missionId, ResourceName resource) {
    FollowedTenant followed =
        tenants.computeIfAbsent(tenant.owner(), any -> new FollowedTenant(settings));
    return followed.follow(tenant, missionId, resource);
  }

  /** Ends following. */
  public void forget(String tenant, String missionId) {
    Optional.ofNullable(tenants.get(tenant)).ifPresent(followed -> followed.forget(missionId));
  }

  /** How many missions are followed. */
  public int size() {
    return tenants.values().stream().mapToInt(FollowedTenant::size).sum();
  }

  private void lookAtAll() {
    tenants.forEach(
        (owner, followed) -> {
          if (followed.begin(clock.instant())) {
            Thread.ofVirtual().name("mission-watch-round").start(() -> look(owner, followed));
          }
        });
  }

  private void look(String owner, FollowedTenant followed) {
    try {
      WatchRound.look(missions, settings.cluster(), followed).forEach(changed);
      followed.succeeded().forEach(changed);
    } catch (MeshUnavailable e) {
      followed.failed(e, clock.instant()).forEach(changed);
    } catch (RuntimeException e) {
      LOG.warnf(e, "a look at missions failed tenant=%s", owner);
      followed
          .failed(
              new MeshUnavailable(
                  "BadAnswer", "the mesh answered otherwise than expected", Duration.ZERO),
              clock.instant())
          .forEach(changed);
    } finally {
      followed.end();
    }
  }

  @Override
  public void close() {
    rounds.shutdownNow();
  }

  /** Later of the two. */
  static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
