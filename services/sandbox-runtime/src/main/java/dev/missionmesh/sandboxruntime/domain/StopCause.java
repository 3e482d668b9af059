package dev.missionmesh.sandboxruntime.domain;

/** Why a running attempt was ended from outside. */
public enum StopCause {
  TIMED_OUT,
  CANCELLED,
  /** The lease is no longer ours: nothing may be told about the attempt. */
  LOST,
  /** The node stops. */
  RELEASED
}
