package dev.missionmesh.operator.application;

import dev.missionmesh.operator.application.MissionWatch.Known;
import dev.missionmesh.operator.domain.MissionProgress;
import dev.missionmesh.operator.domain.ResourceName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The missions of one tenant that are followed, and whether the mesh can be asked about them. */
final class FollowedTenant {
  private record Followed(ResourceName resource, Known known) {}

  private final Settings settings;
  private final Map<String, Followed> missions = new ConcurrentHashMap<>();
  private volatile Credential credential;
  private String askedLast = "";
  private boolean busy;
  private int failures;
  private Instant failingSince;
  private Instant notBefore = Instant.MIN;
  private volatile MeshUnavailable outage;

  FollowedTenant(Settings settings) {
    this.settings = settings;
  }

  Known follow(Credential tenant, String missionId, ResourceName resource) {
    credential = tenant;
    Known known =
        missions.computeIfAbsent(missionId, id -> new Followed(resource, Known.NOTHING)).known();
    return outage == null ? known : new Known(known.progress(), outage, known.unknown());
  }

  void forget(String missionId) {
    missions.remove(missionId);
  }

  int size() {
    return missions.size();
  }

  Credential credential() {
    return credential;
  }

  /** Ids of the missions whose end is not known, oldest first: ids sort by time. */
  Set<String> open() {
    Set<String> open = new TreeSet<>();
    missions.forEach(
        (id, followed) -> {
          MissionProgress progress = followed.known().progress();
          if (!followed.known().unknown() && (progress == null || !progress.state().last())) {
            open.add(id);
          }
        });
    return open;
  }

  /** Keeps what was seen; the resource if it is news. */
  Optional<ResourceName> seen(String missionId, Known now) {
    Followed before = missions.get(missionId);
    if (before == null || before.known().equals(now)) return Optional.empty();
    missions.computeIfPresent(missionId, (id, old) -> new Followed(old.resource(), now));
    return Optional.of(before.resource());
  }

  /** The next few of these in turn: whoever waits for an answer gets one. */
  synchronized List<String> turn(Set<String> ids, int few) {
    TreeSet<String> all = new TreeSet<>(ids);
    List<String> next =
        Stream.concat(all.tailSet(askedLast, false).stream(), all.headSet(askedLast, true).stream())
            .limit(few)
            .toList();
    if (!next.isEmpty()) askedLast = next.getLast();
    return next;
  }

  synchronized boolean begin(Instant now) {
    if (busy || now.isBefore(notBefore) || open().isEmpty()) return false;
    busy = true;
    return true;
  }

  synchronized void end() {
    busy = false;
  }

  /** The mesh has answered; whoever was told of an outage is to be told of its end. */
  synchronized List<ResourceName> succeeded() {
    boolean wasOut = outage != null;
    failures = 0;
    failingSince = null;
    outage = null;
    return wasOut ? all() : List.of();
  }

  /** The mesh has not answered; whoever is to be told of an outage. */
  synchronized List<ResourceName> failed(MeshUnavailable failure, Instant now) {
    if (failingSince == null) failingSince = now;
    Duration pause = Backoff.after(failures++, settings.firstRetry(), settings.longestRetry());
    notBefore = MissionWatch.later(now.plus(pause), now.plus(failure.after()));
    boolean longEnough = !now.isBefore(failingSince.plus(settings.outageGrace()));
    boolean news = longEnough && (outage == null || !outage.reason().equals(failure.reason()));
    if (longEnough) outage = failure;
    return news ? all() : List.of();
  }

  private List<ResourceName> all() {
    return missions.values().stream().map(Followed::resource).toList();
  }
}
