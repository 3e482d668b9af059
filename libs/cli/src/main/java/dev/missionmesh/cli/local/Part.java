package dev.missionmesh.cli.local;

import java.io.IOException;
import java.util.Optional;

/** One process of the mesh on this machine. */
interface Part {
  /** Its name in commands, logs and status. */
  String name();

  /** Where it is reached. */
  String url();

  /** Its process, if it lives. */
  Optional<ProcessHandle> running();

  /** True when it was started and not stopped since. */
  boolean wasStarted();

  /** True when it does its work right now. */
  boolean isReady();

  /** Starts it; it is not running. */
  ProcessHandle start() throws IOException, InterruptedException;

  /** Ends it in good order, or else by force; nothing happens when it is not running. */
  void stop() throws IOException, InterruptedException;
}
