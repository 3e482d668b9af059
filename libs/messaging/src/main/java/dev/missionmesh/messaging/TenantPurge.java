package dev.missionmesh.messaging;

import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.MalformedEvent;
import dev.missionmesh.events.TenancyEvents;
import dev.missionmesh.events.TenancyEvents.TenantPurged;
import dev.missionmesh.events.Topics;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Lets go what one service keeps of deleted tenants, one tenant after the other, and tells the gateway when nothing is left. The
 * compacted topic of tenants is its memory: read from the beginning at each start, it takes up what a crash left, and whatever came
 * late (a fact that was still under way) is swept again: soon after, and every hour.
 */
public final class TenantPurge {
  private static final Logger LOG = Logger.getLogger(TenantPurge.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration SETTLING_PAUSE = Duration.ofMillis(500);
  private static final int SETTLING_LOOKS = 60;
  private static final List<Duration> SWEPT_AFTER =
      List.of(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(90));
  private static final Duration SWEPT_EVERY = Duration.ofHours(1);

  private record Task(TenantId tenant, long revision, boolean told) {}

  private final String service;
  private final TenantRemoval removal;
  private final EventSender sender;
  private final Set<TenantId> gone = ConcurrentHashMap.newKeySet();
  private final Queue<Task> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean busy = new AtomicBoolean();
  private final Cancellable sweeping;

  /** The purge of a service such as {@code mission}. */
  public TenantPurge(String service, TenantRemoval removal, EventSender sender) {
    this.service = service;
    this.removal = removal;
    this.sender = sender;
    this.sweeping =
        Multi.createFrom()
            .ticks()
            .startingAfter(SWEPT_EVERY)
            .every(SWEPT_EVERY)
            .onOverflow()
            .drop()
            .subscribe()
            .with(tick -> gone.forEach(this::sweep));
  }

  /** Takes a record of the topic of tenants, of whatever kind; never fails, and what it begins goes on by itself. */
  public void heard(ConsumerRecord<String, byte[]> record) {
    try {
      IncomingEvent event = IncomingEvent.from(record);
      if (event.type().equals(EventTypes.TENANT_CHANGED) && event.data() != null) {
        heard(event.dataAs(TenancyEvents.TenantChanged.class), event.sequence());
      }
    } catch (MalformedEvent | IllegalArgumentException e) {
      LOG.errorf(e, "a record of the tenants topic cannot be read: offset=%d", record.offset());
    }
  }

  private void heard(TenancyEvents.TenantChanged change, long revision) {
    boolean deleting = change.state().equals("deleting");
    if (!deleting && !change.state().equals("deleted")) {
      return;
    }
    TenantId tenant = new TenantId(change.tenant());
    gone.add(tenant);
    add(new Task(tenant, revision, !deleting));
    for (Duration later : SWEPT_AFTER) {
      Uni.createFrom().voidItem().onItem().delayIt().by(later).subscribe().with(x -> sweep(tenant));
    }
  }

  /** Whether the tenant is deleted, or about to be. */
  public boolean isGone(TenantId tenant) {
    return gone.contains(tenant);
  }

  /** Begins nothing more. */
  public void stop() {
    sweeping.cancel();
    gone.clear();
    waiting.clear();
  }

  private void sweep(TenantId tenant) {
    if (gone.contains(tenant)) {
      add(new Task(tenant, 0, true));
    }
  }

  private void add(Task task) {
    waiting.add(task);
    next();
  }

  private void next() {
    if (!busy.compareAndSet(false, true)) {
      return;
    }
    Task task = waiting.poll();
    if (task != null) {
      run(task).subscribe().with(done -> freed(), failure -> freed());
    } else {
      freed();
    }
  }

  private void freed() {
    busy.set(false);
    if (!waiting.isEmpty()) {
      next();
    }
  }

  private Uni<Void> run(Task task) {
    return Uni.createFrom()
        .deferred(() -> purge(task))
        .onFailure()
        .invoke(e -> LOG.warnf("purge waits: tenant=%s cause=%s", task.tenant(), e.getMessage()))
        .onFailure()
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely();
  }

  private Uni<Void> purge(Task task) {
    return task.told()
        ? all(task.tenant()).replaceWithVoid()
        : settled(task.tenant()).chain(() -> all(task.tenant())).chain(rows -> tell(task, rows));
  }

  /** Waits no longer than reason allows: what still goes on then loses its ground. */
  private Uni<Void> settled(TenantId tenant) {
    return Multi.createBy()
        .repeating()
        .uni(() -> removal.settle(tenant))
        .withDelay(SETTLING_PAUSE)
        .until(settled -> settled)
        .select()
        .first(SETTLING_LOOKS)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Long> all(TenantId tenant) {
    return Multi.createBy()
        .repeating()
        .uni(() -> removal.remove(tenant))
        .until(rows -> rows == 0)
        .collect()
        .with(java.util.stream.Collectors.summingLong(Long::longValue));
  }

  /** The same fact under the same id however often it is told: a crash in between makes no second one. */
  private Uni<Void> tell(Task task, long rows) {
    String tenant = task.tenant().value();
    String name = "tenant-purged/" + tenant + "/" + task.revision() + "/" + service;
    LOG.infof("tenant purged: tenant=%s rows=%d", tenant, rows);
    OutgoingEvent fact =
        OutgoingEvent.of(
            Topics.PURGES,
            EventTypes.TENANT_PURGED,
            TenantId.SYSTEM,
            tenant,
            task.revision(),
            Instant.now(),
            null,
            new TenantPurged(tenant, service, rows));
    UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    return sender.send("/missionmesh/" + service, fact.withId(id));
  }
}
