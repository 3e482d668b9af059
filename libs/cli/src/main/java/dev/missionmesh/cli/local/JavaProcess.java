package dev.missionmesh.cli.local;

import dev.missionmesh.cli.output.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A JVM of the mesh. */
final class JavaProcess extends RecordedProcess {
  private final DataFolder data;
  private final Path jar;
  private final StartupCache cache;

  /**
   * A process that runs {@code java -jar}.
   *
   * @param name name of its log and pid file
   */
  JavaProcess(DataFolder data, String name, Path jar) {
    super(data, name);
    this.data = data;
    this.jar = jar;
    this.cache = StartupCache.beside(jar);
  }

  ProcessHandle start(List<String> arguments, Map<String, String> environment) throws IOException {
    if (!Files.exists(jar)) {
      throw Failure.error(name() + " is not built: there is no " + jar, "Build it with: mesh build");
    }
    var command =
        ImageStart.of(name()).map(start -> start.command(arguments)).orElseGet(() -> Jvm.command(cache, jar, arguments));
    return start(command, environment, data.folder("state/" + name()));
  }

  void stop() throws IOException, InterruptedException {
    stop(ImageStart.of(name()).isPresent() ? ImageStart.PATIENCE : cache.patience());
    cache.adopt();
  }
}
