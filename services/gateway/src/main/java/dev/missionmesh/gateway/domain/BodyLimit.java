package dev.missionmesh.gateway.domain;

/** Kinds of bodies, each with a limit of its own. */
public enum BodyLimit {
  /** The route takes no body to speak of. */
  SMALL,
  MISSION,
  MISSION_BATCH,
  POLICY
}
