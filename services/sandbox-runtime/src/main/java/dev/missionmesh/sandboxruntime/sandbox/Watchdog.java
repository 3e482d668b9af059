package dev.missionmesh.sandboxruntime.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** A child process that ends the node's sandboxes when the node dies, even by kill -9. */
final class Watchdog implements AutoCloseable {
  private final Process process;

  private Watchdog(Process process) {
    this.process = process;
  }

  /** Starts one, in a session of its own so that it outlives the node's process group. */
  static Watchdog start(OciRuntime runtime, NodeDirectories directories) throws IOException {
    Path script = directories.ofLife().resolve("watchdog.sh");
    try (InputStream source = Watchdog.class.getResourceAsStream("/sandbox/watchdog.sh")) {
      FileTree.write(script, source.readAllBytes());
    }
    return new Watchdog(
        new ProcessBuilder(
                "setsid",
                "/bin/sh",
                script.toString(),
                runtime.program().toString(),
                runtime.root().toString(),
                directories.cells().toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  long pid() {
    return process.pid();
  }

  /** Lets the watchdog look after what is left, and end. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      process.destroy();
    }
  }
}
