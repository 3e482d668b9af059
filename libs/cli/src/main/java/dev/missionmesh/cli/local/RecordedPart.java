package dev.missionmesh.cli.local;

import java.util.Optional;

/**
 * A part that is remembered by its pid file.
 *
 * @param <P> kind of its process
 */
abstract class RecordedPart<P extends RecordedProcess> implements Part {
  final P process;

  RecordedPart(P process) {
    this.process = process;
  }

  @Override
  public final String name() {
    return process.name();
  }

  @Override
  public final Optional<ProcessHandle> running() {
    return process.running();
  }

  @Override
  public final boolean wasStarted() {
    return process.wasStarted();
  }
}
