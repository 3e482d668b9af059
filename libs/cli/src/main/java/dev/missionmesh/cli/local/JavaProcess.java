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
  private final RecordedProcess process;

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
    this.process = new RecordedProcess(data, name);
  }

  Optional<ProcessHandle> running() {
    return process.running();
  }

  boolean wasStarted() {
    return process.wasStarted();
  }

  boolean listensOn(int port) {
    return process.listensOn(port);
  }

  ProcessHandle start(List<String> arguments, Map<String, String> environment) throws IOException {
    if (!Files.exists(jar)) {
      throw Failure.error(name + " is not built: there is no " + jar, "Build it with: mesh build");
    }
    var command =
        ImageStart.of(name).map(start -> start.command(arguments)).orElseGet(() -> Jvm.command(cache, jar, arguments));
    return process.start(command, environment, data.folder("state/" + name));
  }

  void stop() throws IOException, InterruptedException {
    process.stop(ImageStart.of(name).isPresent() ? ImageStart.PATIENCE : cache.patience());
    cache.adopt();
  }
}
