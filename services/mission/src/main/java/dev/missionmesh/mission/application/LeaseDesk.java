package dev.missionmesh.mission.application;

import dev.missionmesh.mission.config.MissionConfig;
import dev.missionmesh.mission.domain.FairShare;
import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.tenancy.TenantId;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Where nodes wait for work and get it: the fairest tenant first, then the most due mission. One
 * round is under way at a time; a submit in this process begins one at once. Everything happens on
 * the {@link EngineThread}.
 */
@ApplicationScoped
public class LeaseDesk {
  private static final Logger LOG = Logger.getLogger(LeaseDesk.class);
  private static final int MAX_ROUND = 256;

  private final LeaseStore store;
  private final LeaseTerms terms;
  private final TenantDoors doors;
  private final CancelNotices cancels;
  private final Wakeups wakeups;
  private final MissionSignals signals;
  private final EngineThread thread;
  private final Timer timer;
  private final DistributionSummary sizes;
  private final FairShare<TenantId> shares = new FairShare<>();
  private final Set<TenantId> waitingTenants = new TreeSet<>();
  private final ArrayDeque<NodePoll> polls = new ArrayDeque<>();
  private boolean busy;
  private boolean looking;
  private boolean overdue;

  LeaseDesk(
      LeaseStore store,
      LeaseTerms terms,
      TenantDoors doors,
      CancelNotices cancels,
      Wakeups wakeups,
      MissionSignals signals,
      EngineThread thread,
      MissionConfig config,
      MeterRegistry registry) {
    this.store = store;
    this.terms = terms;
    this.doors = doors;
    this.cancels = cancels;
    this.wakeups = wakeups;
    this.signals = signals;
    this.thread = thread;
    this.timer = registry.timer("mesh.mission.lease");
    this.sizes = registry.summary("mesh.mission.lease.batch");
    registry.gauge("mesh.mission.lease.polls", polls, ArrayDeque::size);
    thread.every(config.poll().toMillis(), this::look);
  }

  /**
   * Waits up to {@code wait} for leases or cancels for a node; {@code max} 0 waits for cancels
   * only.
   */
  public Uni<LeaseAnswer> poll(String node, int max, Duration wait) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              NodePoll poll = new NodePoll(node, max, emitter);
              emitter.onTermination(() -> thread.execute(() -> leave(poll)));
              thread.execute(() -> enter(poll, wait));
            });
  }

  /** Missions of these tenants have been queued. From any thread. */
  public void workArrived(Collection<TenantId> tenants) {
    thread.execute(
        () -> {
          waitingTenants.addAll(tenants);
          round();
        });
  }

  /**
   * A running mission is to be cancelled; its node is told at once if it waits here. From any
   * thread.
   */
  public void cancelRequested(CancelNotice notice) {
    thread.execute(() -> tell(List.of(notice)));
  }

  private void enter(NodePoll poll, Duration wait) {
    polls.add(poll);
    poll.timer = thread.after(wait.toMillis(), () -> expire(poll));
    if (overdue) look();
    List<CancelNotice> untold = cancels.untold(poll.node);
    if (!untold.isEmpty()) finish(poll, untold);
    else round();
  }

  private void leave(NodePoll poll) {
    poll.leave();
    polls.remove(poll);
    thread.forget(poll.timer);
  }

  /**
   * The wait is over; a poll to which a round under way has given something ends with that round.
   */
  private void expire(NodePoll poll) {
    poll.expired = true;
    if (!poll.isFilled()) finish(poll, List.of());
  }

  private void finish(NodePoll poll, List<CancelNotice> notices) {
    polls.remove(poll);
    thread.forget(poll.timer);
    poll.answer(notices);
  }

  /**
   * Looks for what this process was not told of: retries that are due, other replicas' submits and
   * cancels. While nobody waits there is no need; the next poll then looks at once, so that polls
   * that are answered quickly hide nothing from it.
   */
  private void look() {
    overdue = polls.isEmpty();
    if (overdue || looking) return;
    looking = true;
    Set<String> nodes = polls.stream().map(p -> p.node).collect(Collectors.toSet());
    store
        .promoteRetries()
        .chain(store::tenantsWaiting)
        .invoke(tenants -> thread.execute(() -> found(tenants)))
        .chain(() -> store.cancelsFor(nodes))
        .onTermination()
        .invoke(() -> thread.execute(() -> looking = false))
        .subscribe()
        .with(
            notices -> thread.execute(() -> tell(notices)),
            e -> LOG.debugf("the queue cannot be looked at: %s", e.getMessage()));
  }

  private void found(Set<TenantId> tenants) {
    waitingTenants.addAll(tenants);
    round();
  }

  private void tell(List<CancelNotice> notices) {
    cancels.add(notices);
    for (NodePoll poll : List.copyOf(polls)) {
      if (poll.isFilled()) continue;
      List<CancelNotice> untold = cancels.untold(poll.node);
      if (!untold.isEmpty()) finish(poll, untold);
    }
  }

  private void round() {
    int room = Math.min(MAX_ROUND, polls.stream().mapToInt(NodePoll::room).sum());
    if (busy || room == 0 || !doors.isKnown() || !terms.isReady()) return;
    waitingTenants.removeIf(doors::isShut);
    if (waitingTenants.isEmpty()) return;
    busy = true;
    Map<TenantId, Integer> quotas = shares.allot(waitingTenants, room);
    waitingTenants.removeAll(quotas.keySet());
    long start = System.nanoTime();
    store
        .lease(quotas, candidates -> terms.offers(candidates, this::nextNode))
        .subscribe()
        .with(
            offers -> thread.execute(() -> deliver(quotas, offers, start)),
            e -> thread.execute(() -> fail(quotas, e)));
  }

  /** The node that gets the next lease: in turn, so that they share the work. */
  private NodePoll nextNode() {
    for (int i = 0; i < polls.size(); i++) {
      NodePoll poll = polls.remove();
      polls.add(poll);
      if (poll.hasRoom()) return poll;
    }
    return null;
  }

  private void deliver(Map<TenantId, Integer> quotas, List<LeaseOffer> offers, long start) {
    busy = false;
    Map<TenantId, Integer> taken = new HashMap<>();
    for (LeaseOffer offer : offers) {
      taken.merge(offer.candidate().tenant(), 1, Integer::sum);
      signals.changed(offer.candidate().tenant(), offer.candidate().id());
    }
    quotas.forEach(
        (tenant, quota) -> {
          int got = taken.getOrDefault(tenant, 0);
          if (got < quota) shares.refund(tenant, quota - got);
          else waitingTenants.add(tenant);
        });
    if (!offers.isEmpty()) {
      timer.record(Duration.ofNanos(System.nanoTime() - start));
      sizes.record(offers.size());
      wakeups.events();
    }
    answerFilled();
    round();
  }

  private void answerFilled() {
    for (NodePoll poll : List.copyOf(polls)) {
      if (poll.isFilled()) finish(poll, cancels.untold(poll.node));
    }
  }

  private void fail(Map<TenantId, Integer> quotas, Throwable e) {
    busy = false;
    quotas.forEach(shares::refund);
    for (NodePoll poll : List.copyOf(polls)) {
      poll.clear();
      if (poll.expired) finish(poll, List.of());
    }
    LOG.warnf("leasing waits: %s", e.getMessage());
  }

  /** A mission has ended: nobody needs to be told of its cancel any more. From any thread. */
  public void ended(MissionId id) {
    thread.execute(() -> cancels.forget(id));
  }
}
