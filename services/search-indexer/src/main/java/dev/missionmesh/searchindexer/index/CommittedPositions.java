package dev.missionmesh.searchindexer.index;

import dev.missionmesh.searchindexer.domain.Positions;
import dev.missionmesh.searchindexer.domain.Positions.Partition;
import java.util.HashMap;
import java.util.Map;

/** Positions as they stand in the user data of a Lucene commit: what is in the index and how far it goes become durable together. */
final class CommittedPositions {
  private static final String PREFIX = "position/";

  static Iterable<Map.Entry<String, String>> entries(Positions positions) {
    Map<String, String> entries = new HashMap<>();
    positions
        .next()
        .forEach((p, next) -> entries.put(PREFIX + p.topic() + "/" + p.number(), "" + next));
    return entries.entrySet();
  }

  static Positions of(Iterable<Map.Entry<String, String>> entries) {
    Map<Partition, Long> next = new HashMap<>();
    if (entries != null) {
      for (Map.Entry<String, String> entry : entries) {
        if (entry.getKey().startsWith(PREFIX)) {
          String[] parts = entry.getKey().split("/");
          next.put(
              new Partition(parts[1], Integer.parseInt(parts[2])),
              Long.parseLong(entry.getValue()));
        }
      }
    }
    return new Positions(next);
  }

  private CommittedPositions() {}
}
