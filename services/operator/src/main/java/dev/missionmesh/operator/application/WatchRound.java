package dev.missionmesh.operator.application;

import dev.missionmesh.operator.application.MissionWatch.Known;
import dev.missionmesh.operator.application.Missions.Page;
import dev.missionmesh.operator.domain.MissionProgress;
import dev.missionmesh.operator.domain.ResourceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One look at a tenant's followed missions, in at most {@value #MOST_PAGES} + {@value #FEW}
 * requests. Few missions are asked for one by one. Of many, the list is read from the newest as far
 * as the oldest that is followed; what lies beyond the last page is asked for one by one, some in
 * each round, in turn.
 */
final class WatchRound {
  static final int FEW = 5;
  static final int MOST_PAGES = 10;

  private final Missions missions;
  private final FollowedTenant tenant;
  private final Set<String> open;
  private final List<ResourceName> news = new ArrayList<>();

  private WatchRound(Missions missions, FollowedTenant tenant) {
    this.missions = missions;
    this.tenant = tenant;
    this.open = tenant.open();
  }

  /** The resources of which something new is known. */
  static List<ResourceName> look(Missions missions, String cluster, FollowedTenant tenant) {
    WatchRound round = new WatchRound(missions, tenant);
    round.readPages(cluster);
    round.askOneByOne();
    return round.news;
  }

  private void readPages(String cluster) {
    String cursor = null;
    for (int page = 0; page < MOST_PAGES && open.size() > FEW; page++) {
      Page found = missions.list(tenant.credential(), cluster, cursor);
      found.items().forEach(this::saw);
      cursor = found.next();
      if (cursor == null) return;
    }
  }

  private void askOneByOne() {
    for (String id : tenant.turn(open, FEW)) {
      missions
          .get(tenant.credential(), id)
          .ifPresentOrElse(this::saw, () -> tell(id, Known.NO_SUCH));
    }
  }

  private void saw(MissionProgress progress) {
    if (open.remove(progress.id())) {
      tell(progress.id(), new Known(progress, null, false));
    }
  }

  private void tell(String id, Known known) {
    tenant.seen(id, known).ifPresent(news::add);
  }
}
