package dev.missionmesh.gateway.application;

import dev.missionmesh.gateway.domain.Allotment;
import java.util.concurrent.CompletionStage;

/** Counts requests against their limits. Never blocks. */
public interface RateLimiter {
  /** Counts one more request if that can be decided at once; null if it has to be asked for. */
  Allowance atOnce(Allotment allotment);

  /** Counts one more request; answers in bounded time on any thread and never fails. */
  CompletionStage<Allowance> ask(Allotment allotment);
}
