package dev.missionmesh.sandboxruntime.sandbox;

import java.io.IOException;
import java.io.InputStream;

/** The node's ends of a container's pipes. */
final class ContainerPipes implements AutoCloseable {
  private final OutputPipe stdout;
  private final OutputPipe stderr;
  private final OutputPipe exit;

  ContainerPipes(Cell cell) throws IOException {
    stdout = new OutputPipe(cell.stdout());
    stderr = new OutputPipe(cell.stderr());
    exit = new OutputPipe(cell.exit());
  }

  /** The container holds its ends now. */
  void handOver() throws IOException {
    stdout.handOver();
    stderr.handOver();
    exit.handOver();
  }

  InputStream stdout() {
    return stdout.stream();
  }

  InputStream stderr() {
    return stderr.stream();
  }

  InputStream exit() {
    return exit.stream();
  }

  @Override
  public void close() {
    stdout.close();
    stderr.close();
    exit.close();
  }
}
