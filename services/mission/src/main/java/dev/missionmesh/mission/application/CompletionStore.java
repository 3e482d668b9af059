package dev.missionmesh.mission.application;

import dev.missionmesh.mission.domain.Fencing;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Ends attempts. */
public interface CompletionStore {
  /**
   * Judges a completion by its mission (null if there is none) and by what was completed under its
   * token before (or null).
   */
  interface Judge {
    Judgement judge(Completion completion, HeldMission mission, Fencing.Completed earlier);
  }

  /**
   * Locks the missions of the batch, judges each completion and writes what follows, with the
   * events, in one transaction. No mission appears twice in the batch.
   *
   * @return the judgements in order, once they are committed
   */
  Uni<List<Judgement>> complete(List<Completion> batch, Judge judge);
}
