package dev.missionmesh.mission.application;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes holes in the numbers visible: each number was given to an event once, so what is missing
 * was dropped.
 */
final class TailGaps {
  /** The page's events after {@code after}, with a gap wherever numbers are missing. */
  static List<TailEvent> shown(TailStore.Page page, long after) {
    List<TailEvent> shown = new ArrayList<>(page.events().size());
    long expected = after + 1;
    for (TailStore.Numbered numbered : page.events()) {
      if (numbered.sequence() > expected) {
        shown.add(new TailEvent.Gap(expected, numbered.sequence() - 1));
      }
      shown.add(numbered.event());
      expected = numbered.sequence() + 1;
    }
    if (expected <= page.upTo()) shown.add(new TailEvent.Gap(expected, page.upTo()));
    return shown;
  }

  private TailGaps() {}
}
