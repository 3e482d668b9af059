package dev.missionmesh.mission.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a mission stands. Each state has just the transitions that are legal in it. */
public sealed interface MissionState {
  /** The state's name. */
  StateName name();

  /** What has been used up so far. */
  Progress progress();

  /** Waits for a node. */
  record Queued(Progress progress) implements MissionState {
    @Override
    public StateName name() {
      return StateName.QUEUED;
    }

    /** A node takes it; the token is one more than that of the lease before. */
    public Running leaseTo(String node, long token) {
      return new Running(progress, node, token, false);
    }

    /** Its owner no longer wants it. */
    public Finished cancel() {
      return new Finished(StateName.CANCELLED, progress, "cancelled while it was waiting");
    }

    /** The policy in force when a node asked for it does not allow it any more. */
    public Finished deny(String rule) {
      return new Finished(StateName.FAILED, progress, "denied by policy rule " + rule);
    }
  }

  /** Waits for the next try after a failure, its own or a sandbox's. */
  record WaitingRetry(Progress progress, Instant nextRunAt) implements MissionState {
    @Override
    public StateName name() {
      return StateName.WAITING_RETRY;
    }

    /** Its owner no longer wants it. */
    public Finished cancel() {
      return new Finished(StateName.CANCELLED, progress, "cancelled while it was waiting to retry");
    }
  }

  /** Runs on a node. What can become of it is in {@link AttemptEnd}. */
  record Running(Progress progress, String node, long token, boolean cancelRequested)
      implements MissionState {
    @Override
    public StateName name() {
      return StateName.RUNNING;
    }

    /** Its owner no longer wants it; the node hears of it and ends the attempt. */
    public Running requestCancel() {
      return new Running(progress, node, token, true);
    }
  }

  /** Nothing more happens, unless a dead letter is replayed. */
  record Finished(StateName name, Progress progress, @Nullable String reason) implements MissionState {
    public Finished {
      if (!name.isFinal()) throw new IllegalArgumentException(name + " is not a final state");
    }

    /** A dead letter starts anew, with its whole budget. */
    public Queued replay() {
      if (name != StateName.DEAD_LETTERED) {
        throw new IllegalStateException("only a dead letter can be replayed, this is " + name);
      }
      return new Queued(Progress.NONE);
    }
  }
}
