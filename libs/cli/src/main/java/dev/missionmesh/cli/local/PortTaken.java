package dev.missionmesh.cli.local;

import java.util.List;

/** A part that did not start because another program listens on its port. */
final class PortTaken extends StartFailure {
  private final String part;

  PortTaken(String part, List<String> log, String next) {
    super(part + " ended while it was starting: its port is taken", log, next);
    this.part = part;
  }

  String part() {
    return part;
  }
}
