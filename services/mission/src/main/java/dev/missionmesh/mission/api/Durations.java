package dev.missionmesh.mission.api;

/** How durations are spelled in bodies. */
final class Durations {
  /** ISO-8601 with days and smaller units, none of them negative. */
  static final String PATTERN =
      "^P(?=.)([0-9]{1,5}D)?(T(?=.)([0-9]{1,6}H)?([0-9]{1,8}M)?([0-9]{1,9}([.][0-9]{1,9})?S)?)?$";

  private Durations() {}
}
