package dev.missionmesh.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JVM of the mesh, remembered by its pid file. */
final class JavaProcess {
  private static final int PATIENCE_SECONDS = 15;
  private final DataFolder data;
  private final String name;

  JavaProcess(DataFolder data, String name) {
    this.data = data;
    this.name = name;
  }

  Optional<ProcessHandle> running() {
    return ProcessStamp.read(data.pid(name)).flatMap(ProcessStamp::alive);
  }

  boolean wasStarted() {
    return Files.exists(data.pid(name));
  }

  ProcessHandle start(List<String> command, Map<String, String> environment) throws IOException {
    Path folder = data.folder("state/" + name);
    ProcessHandle process = Daemon.start(command, environment, folder, data.log(name));
    Optional<ProcessStamp> stamp = ProcessStamp.of(process.pid());
    if (stamp.isPresent()) stamp.get().write(data.pid(name));
    return process;
  }

  void stop() throws IOException, InterruptedException {
    Optional<ProcessHandle> process = running();
    if (process.isPresent()) Daemon.stop(process.get(), "TERM", PATIENCE_SECONDS);
    Files.deleteIfExists(data.pid(name));
  }
}
