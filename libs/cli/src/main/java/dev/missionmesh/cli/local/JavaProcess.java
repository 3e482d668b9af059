package dev.missionmesh.cli.local;

import dev.missionmesh.cli.output.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JVM of the mesh, remembered by its pid file. */
final class JavaProcess {
  private final DataFolder data;
  private final String name;
  private final Path jar;
  private final StartupCache cache;

  /**
   * A process that runs {@code java -jar}.
   *
   * @param name name of its log and pid file
   */
  JavaProcess(DataFolder data, String name, Path jar) {
    this.data = data;
    this.name = name;
    this.jar = jar;
    this.cache = StartupCache.beside(jar);
  }

  Optional<ProcessHandle> running() {
    return ProcessStamp.read(data.pid(name)).flatMap(ProcessStamp::alive);
  }

  boolean wasStarted() {
    return Files.exists(data.pid(name));
  }

  ProcessHandle start(List<String> arguments, Map<String, String> environment) throws IOException {
    if (!Files.exists(jar)) {
      throw Failure.error(name + " is not built: there is no " + jar, "Build it with: mesh build");
    }
    var command = Jvm.command(cache, jar, arguments);
    Path folder = data.folder("state/" + name);
    ProcessHandle process = Daemon.start(command, environment, folder, data.log(name));
    Optional<ProcessStamp> stamp = ProcessStamp.of(process.pid());
    if (stamp.isPresent()) stamp.get().write(data.pid(name));
    return process;
  }

  void stop() throws IOException, InterruptedException {
    Optional<ProcessHandle> process = running();
    if (process.isPresent()) Daemon.stop(process.get(), "TERM", cache.patience());
    cache.adopt();
    Files.deleteIfExists(data.pid(name));
  }
}
