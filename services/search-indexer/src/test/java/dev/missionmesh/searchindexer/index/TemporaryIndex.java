package dev.missionmesh.searchindexer.index;

import dev.missionmesh.searchindexer.domain.Fact;
import dev.missionmesh.searchindexer.domain.Indexed;
import dev.missionmesh.searchindexer.domain.MissionState;
import dev.missionmesh.searchindexer.domain.Positions;
import dev.missionmesh.searchindexer.domain.SearchPage;
import dev.missionmesh.searchindexer.domain.SearchQuery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;

/** A real index in a directory, with short calls. */
final class TemporaryIndex implements AutoCloseable {
  final LuceneMissionIndex index;

  TemporaryIndex(Path root) {
    index = LuceneMissionIndex.open(root, Duration.ofMillis(10), Duration.ofMillis(50));
  }

  boolean complete() {
    return index.opened().await().atMost(Duration.ofSeconds(10));
  }

  void apply(Fact... facts) {
    apply(Positions.NONE, facts);
  }

  void apply(Positions behind, Fact... facts) {
    index.apply(List.of(facts), behind).await().atMost(Duration.ofSeconds(10));
  }

  void rebuild(List<Fact> facts) {
    index.beginGeneration().await().atMost(Duration.ofSeconds(10));
    index.load(facts).await().atMost(Duration.ofSeconds(10));
    index.promote().await().atMost(Duration.ofSeconds(10));
  }

  List<Indexed> documents(String tenant) {
    return index.documents(tenant, null, 10_000);
  }

  /** The tenant's documents once there are as many. */
  List<Indexed> documents(String tenant, int count) {
    Awaitility.await().until(() -> documents(tenant).size() == count);
    return documents(tenant);
  }

  SearchPage search(String tenant, String text) {
    return index.search(query(tenant, text));
  }

  static SearchQuery query(String tenant, String text, MissionState... states) {
    return new SearchQuery(tenant, text, Set.of(states), Map.of(), null, 50, null);
  }

  @Override
  public void close() {
    index.close();
  }
}
