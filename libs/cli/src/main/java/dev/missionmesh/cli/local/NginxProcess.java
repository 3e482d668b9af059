package dev.missionmesh.cli.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** An nginx of the mesh: a process with workers, which a kill of it alone leaves behind. */
final class NginxProcess extends RecordedProcess {
  private static final int PATIENCE_SECONDS = 10;

  /**
   * A process that runs, or may be started.
   *
   * @param name name of its log and pid file
   */
  NginxProcess(DataFolder data, String name) {
    super(data, name);
  }

  /** Starts it with the {@code nginx.conf} of a folder, in which it also works. */
  ProcessHandle start(WafPrograms programs, Path folder) throws IOException, InterruptedException {
    endOrphans();
    var command =
        List.of(programs.nginx().toString(), "-p", folder.toString(), "-c", folder.resolve("nginx.conf").toString(), "-e", "stderr");
    return start(command, programs.environment(), folder);
  }

  void stop() throws IOException, InterruptedException {
    endOrphans();
    stop(PATIENCE_SECONDS);
  }
}
