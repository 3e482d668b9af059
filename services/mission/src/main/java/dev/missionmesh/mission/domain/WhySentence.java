package dev.missionmesh.mission.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * The one sentence that says why a mission is where it is; made of the facts by which the scheduler
 * acts.
 */
public final class WhySentence {
  /** More missions than this ahead are not counted. */
  public static final int AHEAD_COUNTED = 100;

  /**
   * What the scheduler sees.
   *
   * @param ahead the tenant's missions that are due before this one, at most {@link #AHEAD_COUNTED}
   *     + 1
   * @param nodesOnline nodes that may lease
   * @param slots places of those nodes in all
   * @param leased places taken
   * @param policyReady false while no fresh policy snapshot is known: nothing is leased then
   */
  public record Scheduler(
      long ahead, int nodesOnline, int slots, int leased, boolean policyReady) {}

  /** What the mission's record says. */
  public record Record(
      StateName state,
      String reason,
      String node,
      long attempt,
      boolean cancelRequested,
      Instant nextRunAt,
      Duration lasted) {}

  public static String of(Record mission, Scheduler scheduler, Instant now) {
    return switch (mission.state()) {
      case QUEUED -> queued(scheduler);
      case RUNNING ->
          mission.cancelRequested()
              ? "Cancel is asked for; node "
                  + mission.node()
                  + " is ending attempt "
                  + mission.attempt()
                  + "."
              : "Attempt " + mission.attempt() + " runs on node " + mission.node() + ".";
      case WAITING_RETRY ->
          "Waits for its next attempt "
              + when(mission.nextRunAt(), now)
              + ": "
              + mission.reason()
              + ".";
      case SUCCEEDED ->
          "Succeeded on attempt " + mission.attempt() + lasting(mission.lasted()) + ".";
      case FAILED -> "Failed" + because(mission) + ".";
      case CANCELLED -> "Ended: " + mission.reason() + ".";
      case DEAD_LETTERED ->
          "A dead letter after "
              + Spoken.count(mission.attempt(), "attempt")
              + because(mission)
              + ".";
    };
  }

  private static String queued(Scheduler s) {
    if (!s.policyReady())
      return "Waits because no fresh policy snapshot is known, and nothing runs without one.";
    if (s.nodesOnline() == 0) return "Waits because no node is online.";
    String ahead =
        s.ahead() == 0
            ? "it is the tenant's next"
            : s.ahead() > AHEAD_COUNTED
                ? "more than " + AHEAD_COUNTED + " of the tenant's missions are ahead of it"
                : Spoken.count(s.ahead(), "mission")
                    + " of the tenant "
                    + (s.ahead() == 1 ? "is" : "are")
                    + " ahead of it";
    return s.leased() >= s.slots()
        ? "Waits for a free place on a node (all " + s.slots() + " are taken); " + ahead + "."
        : "Waits for a node to lease it ("
            + s.leased()
            + " of "
            + s.slots()
            + " places are taken); "
            + ahead
            + ".";
  }

  private static String when(Instant nextRunAt, Instant now) {
    Duration left = Duration.between(now, nextRunAt);
    return left.toMillis() <= 0
        ? "now"
        : "in " + Spoken.duration(Duration.ofSeconds(left.toSeconds() + 1));
  }

  private static String because(Record mission) {
    return mission.reason() == null ? "" : ": " + mission.reason();
  }

  private static String lasting(Duration lasted) {
    return lasted == null ? "" : " after " + Spoken.duration(lasted);
  }

  private WhySentence() {}
}
