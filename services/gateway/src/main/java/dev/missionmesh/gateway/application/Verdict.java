package dev.missionmesh.gateway.application;

import dev.missionmesh.gateway.domain.Caller;
import dev.missionmesh.gateway.domain.Refusal;

/** What became of a presented key or token. */
public sealed interface Verdict {
  /** The bearer may pass. */
  record Admitted(Caller caller) implements Verdict {}

  /** He may not. */
  record Refused(Refusal reason) implements Verdict {}
}
