package dev.missionmesh.searchindexer.index;

import dev.missionmesh.searchindexer.domain.Fact;
import dev.missionmesh.searchindexer.domain.Positions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The generation in use and the one being built beside it. Only the index thread changes anything; any thread may read {@link #inUse()}. */
final class Generations {
  private static final Logger LOG = Logger.getLogger(Generations.class);

  private final IndexHome home;
  private final Persistence persistence = new Persistence();
  private final Set<String> gone = new HashSet<>();
  private volatile Generation active;
  private volatile Positions positions = Positions.NONE;
  private Generation next;
  private Generation building;
  private boolean complete;
  private Consumer<Positions> onDurable = p -> {};
  private Runnable onLost = () -> {};

  Generations(IndexHome home) {
    this.home = home;
  }

  void onDurable(Consumer<Positions> listener) {
    onDurable = listener;
  }

  void onLost(Runnable listener) {
    onLost = listener;
  }

  Generation inUse() {
    return active;
  }

  Positions positions() {
    return positions;
  }

  /** Opens the complete generation and gives true, or begins an empty one and gives false. Waits for the disk for ever. */
  boolean open() {
    return persistence.untilDone("open the index", this::openOnce);
  }

  private boolean openOnce() throws IOException {
    Optional<Path> current = home.current();
    complete = current.isPresent();
    if (complete) {
      try {
        active = Generation.open(current.get());
      } catch (IOException | RuntimeException e) {
        LOG.warnv("index cannot be used and will be rebuilt: {0}", e.toString());
        complete = false;
      }
    }
    if (!complete) {
      home.forget();
      active = Generation.create(home.create());
    }
    home.keepOnly(active.path());
    positions = active.positions();
    return complete;
  }

  void apply(List<Fact> told, Positions behind) {
    List<Fact> facts = ofTheLiving(told);
    keep(() -> active, g -> g.apply(facts, behind));
    if (next != null) {
      keep(() -> next, g -> g.apply(facts, behind));
    }
    positions = active.positions();
    if (active.isCommitDue()) {
      commit();
    }
  }

  void refresh() {
    keep(() -> active, Generation::refresh);
  }

  void commit() {
    boolean[] durable = new boolean[1];
    keep(() -> active, g -> durable[0] = g.commit());
    if (durable[0]) {
      onDurable.accept(active.positions());
    }
  }

  /** Removes a tenant's documents from every generation and refuses its facts from now on. */
  long forget(String tenant) {
    gone.add(tenant);
    long[] found = new long[1];
    keep(() -> active, g -> found[0] = g.forget(tenant));
    if (next != null) {
      keep(() -> next, g -> g.forget(tenant));
    }
    commit();
    return found[0];
  }

  private List<Fact> ofTheLiving(List<Fact> facts) {
    return gone.isEmpty()
        ? facts
        : facts.stream().filter(fact -> !gone.contains(fact.tenant())).toList();
  }

  /** Begins a generation beside the active one; an incomplete active one is begun itself. */
  void begin() {
    dropNext();
    if (complete) {
      next = persistence.untilDone("begin a generation", () -> Generation.create(home.create()));
      next.startFrom(active.positions());
    }
    building = target();
  }

  /** Takes facts into the generation begun; fails if that was lost since. */
  void load(List<Fact> exported) {
    List<Fact> facts = ofTheLiving(exported);
    onBuilding(g -> g.apply(facts, Positions.NONE));
    if (building.isCommitDue()) {
      onBuilding(Generation::commit);
    }
  }

  /** Switches to the generation begun. */
  long promote() {
    onBuilding(Generation::commit);
    Generation replaced = next == null ? null : active;
    Generation chosen = building;
    persistence.untilDone(
        "promote a generation",
        () -> {
          home.promote(chosen.path());
          return null;
        });
    active = chosen;
    next = null;
    building = null;
    complete = true;
    positions = active.positions();
    if (replaced != null) {
      replaced.abandon();
      discard(replaced.path());
    }
    return persistence.untilDone("count documents", active::documents);
  }

  void stopWaiting() {
    persistence.stop();
  }

  void close() {
    dropNext();
    try {
      active.close();
    } catch (IOException | RuntimeException e) {
      LOG.warnv("index closed without a last commit: {0}", e.toString());
    }
  }

  private void onBuilding(Persistence.Work work) {
    requireBuilding();
    keep(this::target, work);
    requireBuilding();
  }

  private void requireBuilding() {
    if (building == null || building != target()) {
      throw new IllegalStateException("the generation begun was lost");
    }
  }

  private Generation target() {
    return next != null ? next : active;
  }

  /** Runs work on a generation until it succeeds, opening the files anew in between; files that are gone end it with an empty index. */
  private void keep(Supplier<Generation> which, Persistence.Work work) {
    Generation wanted = which.get();
    try {
      persistence.keep(wanted, work);
    } catch (IndexLost e) {
      LOG.errorv("index files lost, beginning anew: {0}", e.getMessage());
      if (wanted == next) {
        dropNext();
        throw e;
      }
      startOver();
      keep(() -> active, work);
      onLost.run();
    }
  }

  private void startOver() {
    Positions before = active.positions();
    complete = false;
    active.abandon();
    active =
        persistence.untilDone(
            "begin an empty index",
            () -> {
              home.forget();
              return Generation.create(home.create());
            });
    active.startFrom(before);
  }

  private void dropNext() {
    if (next != null) {
      next.abandon();
      discard(next.path());
      next = null;
    }
  }

  private void discard(Path path) {
    try {
      home.delete(path);
    } catch (IOException e) {
      LOG.warnv("an old generation is left until the next start: {0}", e.toString());
    }
  }
}
