package dev.missionmesh.sandboxruntime.sandbox;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * The reading end of a named pipe. Opening one blocks until it has a writer, so the pipe is held
 * open for writing here until the real writer has it.
 */
final class OutputPipe implements AutoCloseable {
  private final RandomAccessFile holder;
  private final FileInputStream reader;

  OutputPipe(Path pipe) throws IOException {
    holder = new RandomAccessFile(pipe.toFile(), "rw");
    reader = new FileInputStream(pipe.toFile());
  }

  /** From now on the stream ends when the last other writer is gone. */
  void handOver() throws IOException {
    holder.close();
  }

  InputStream stream() {
    return reader;
  }

  @Override
  public void close() {
    try {
      holder.close();
      reader.close();
    } catch (IOException e) {
      // nothing is lost: what was read was read
    }
  }
}
