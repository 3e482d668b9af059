package dev.missionmesh.sandboxruntime.application;

import dev.missionmesh.sandboxruntime.domain.Lease;
import dev.missionmesh.sandboxruntime.domain.StopCause;

/** An attempt that has been leased and whose process has not ended. Safe for several threads. */
final class Attempt {
  private final Lease lease;
  private final AttemptLog log;
  private StopCause cause;
  private Sandbox sandbox;

  Attempt(Lease lease, AttemptLog log) {
    this.lease = lease;
    this.log = log;
  }

  Lease lease() {
    return lease;
  }

  AttemptLog log() {
    return log;
  }

  /** Ends the attempt from outside; the first cause counts, but a lost lease overrules all. */
  void stop(StopCause why) {
    Sandbox running;
    synchronized (this) {
      if (cause == null || why == StopCause.LOST) {
        cause = why;
      }
      running = sandbox;
    }
    if (why == StopCause.LOST) {
      log.close();
    }
    if (running != null) {
      running.kill();
    }
  }

  /** Why it was stopped, or null. */
  synchronized StopCause cause() {
    return cause;
  }

  /** From now on a stop kills this sandbox. */
  void bind(Sandbox created) {
    boolean stopped;
    synchronized (this) {
      sandbox = created;
      stopped = cause != null;
    }
    if (stopped) {
      created.kill();
    }
  }

  /** The sandbox is about to be closed. */
  synchronized void unbind() {
    sandbox = null;
  }
}
