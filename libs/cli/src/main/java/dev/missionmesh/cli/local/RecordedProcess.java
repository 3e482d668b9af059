package dev.missionmesh.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process of the mesh that outlives the command that started it, remembered by its pid file. */
class RecordedProcess {
  private final DataFolder data;
  private final String name;

  /**
   * A process that runs, or may be started.
   *
   * @param name name of its log and pid file
   */
  RecordedProcess(DataFolder data, String name) {
    this.data = data;
    this.name = name;
  }

  final String name() {
    return name;
  }

  final Optional<ProcessHandle> running() {
    return ProcessStamp.read(data.pid(name)).flatMap(ProcessStamp::alive);
  }

  /** True from its start until it was stopped, though it may have died meanwhile. */
  final boolean wasStarted() {
    return Files.exists(data.pid(name));
  }

  final boolean listensOn(int port) {
    return running().filter(process -> Listener.belongsTo(process.pid(), port)).isPresent();
  }

  final ProcessHandle start(List<String> command, Map<String, String> environment, Path folder) throws IOException {
    ProcessHandle process = Daemon.start(command, environment, folder, data.log(name));
    Optional<ProcessStamp> stamp = ProcessStamp.of(process.pid());
    if (stamp.isPresent()) stamp.get().write(data.pid(name));
    return process;
  }

  /** Asks it to end, and insists after {@code patience} seconds. */
  final void stop(int patience) throws IOException, InterruptedException {
    Optional<ProcessHandle> process = running();
    if (process.isPresent()) Daemon.stop(process.get(), "TERM", patience);
    Files.deleteIfExists(data.pid(name));
  }

  /**
   * Ends the children that a killed process has left behind: they go on serving, and hold its port. They
   * are of its process group; the group's number is nobody else's while one of them lives.
   */
  final void endOrphans() throws IOException, InterruptedException {
    Optional<ProcessStamp> leader = ProcessStamp.read(data.pid(name));
    if (leader.isPresent() && ProcessStamp.of(leader.get().pid()).isEmpty()) {
      Daemon.killGroup(leader.get().pid());
    }
  }
}
