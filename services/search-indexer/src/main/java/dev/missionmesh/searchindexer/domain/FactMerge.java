package dev.missionmesh.searchindexer.domain;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Folds a batch of facts into what is known and collects the documents that change, each once. Not thread-safe. */
public final class FactMerge {
  private final Function<String, Indexed> known;
  private final Map<String, Indexed> changed = new LinkedHashMap<>();
  private final Set<String> added = new HashSet<>();

  /**
   * A batch over an index.
   *
   * @param known finds what the index holds under a key, or null
   */
  public FactMerge(Function<String, Indexed> known) {
    this.known = known;
  }

  public void add(Fact fact) {
    switch (fact) {
      case MissionFacts mission -> addMission(mission);
      case LogChunk chunk -> addChunk(chunk);
    }
  }

  /** The documents to write, by key. */
  public Map<String, Indexed> changed() {
    return changed;
  }

  /** True if the index held nothing under that key before this batch. */
  public boolean isNew(String key) {
    return added.contains(key);
  }

  private void addMission(MissionFacts fact) {
    Indexed before = find(fact.key());
    MissionFacts after = before instanceof MissionFacts facts ? facts.merge(fact) : fact;
    if (after != before) {
      put(after, before);
    }
  }

  private void addChunk(LogChunk fact) {
    IndexedChunk before = chunk(fact.key());
    LogChunk newest =
        before != null && before.chunk().sequence() >= fact.sequence() ? before.chunk() : fact;
    IndexedChunk previous = fact.chunk() == 0 ? null : chunk(fact.keyOf(fact.chunk() - 1));
    Tails tails = previous == null ? Tails.NONE : previous.after();
    IndexedChunk after = new IndexedChunk(newest, tails);
    if (!after.equals(before)) {
      put(after, before);
      carryOn(after);
    }
  }

  /** A chunk that came before its predecessor now learns how its first line began. */
  private void carryOn(IndexedChunk from) {
    IndexedChunk last = from;
    while (last.chunk().chunk() < Integer.MAX_VALUE) {
      IndexedChunk next = chunk(last.chunk().keyOf(last.chunk().chunk() + 1));
      if (next == null || next.before().equals(last.after())) {
        return;
      }
      IndexedChunk renewed = new IndexedChunk(next.chunk(), last.after());
      put(renewed, next);
      last = renewed;
    }
  }

  private @Nullable IndexedChunk chunk(String key) {
    return find(key) instanceof IndexedChunk chunk ? chunk : null;
  }

  private Indexed find(String key) {
    Indexed here = changed.get(key);
    return here != null ? here : known.apply(key);
  }

  private void put(Indexed after, @Nullable Indexed before) {
    if (before == null) {
      added.add(after.key());
    }
    changed.put(after.key(), after);
  }
}
