package dev.missionmesh.gateway.application;

import dev.missionmesh.gateway.domain.KnownKey;
import dev.missionmesh.gateway.domain.Refusal;

/** What became of a presented key. */
public sealed interface Verdict {
  /** The bearer may pass. */
  record Admitted(KnownKey key) implements Verdict {}

  /** He may not. */
  record Refused(Refusal reason) implements Verdict {}
}
