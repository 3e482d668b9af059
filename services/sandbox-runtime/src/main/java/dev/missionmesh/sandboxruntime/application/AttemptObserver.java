package dev.missionmesh.sandboxruntime.application;

import dev.missionmesh.sandboxruntime.domain.Completion;
import dev.missionmesh.sandboxruntime.domain.Lease;
import java.time.Duration;

/** Sees attempts that start a process, for traces and metrics. */
public interface AttemptObserver {
  /** One attempt as it is watched. */
  interface Watch {
    /** The sandbox runs; {@code took} is the time from the request to the started process. */
    void spawned(Duration took);

    /** The attempt is over; {@code completion} is null if its lease was lost. */
    void ended(Completion completion);
  }

  Watch begin(Lease lease);

  /** Mission did not take a completion. */
  void refused(int status);
}
