package dev.missionmesh.sandboxruntime.application;

import dev.missionmesh.sandboxruntime.domain.CappedBytes;
import dev.missionmesh.sandboxruntime.domain.LogStream;
import java.io.IOException;
import java.io.InputStream;

/** Copies one stream of a process to the log, keeping its beginning for the result. */
final class OutputPump {
  private static final int READ_BYTES = 32 * 1024;

  private final CappedBytes kept;
  private final Thread thread;
  private volatile boolean broken;

  private OutputPump(InputStream from, LogStream stream, AttemptLog log, int resultBytes) {
    kept = new CappedBytes(resultBytes);
    thread =
        Thread.ofPlatform()
            .daemon(true)
            .name("sandbox-" + stream.wireName())
            .start(() -> copy(from, stream, log));
  }

  static OutputPump start(InputStream from, LogStream stream, AttemptLog log, int resultBytes) {
    return new OutputPump(from, stream, log, resultBytes);
  }

  /** Waits until the stream has ended. */
  CappedBytes await() throws InterruptedException {
    thread.join();
    return kept;
  }

  /** True when reading failed before the end of the stream. */
  boolean broken() {
    return broken;
  }

  private void copy(InputStream from, LogStream stream, AttemptLog log) {
    byte[] bytes = new byte[READ_BYTES];
    try {
      for (int read = from.read(bytes); read >= 0; read = from.read(bytes)) {
        kept.write(bytes, read);
        log.append(stream, bytes, read);
      }
    } catch (IOException | InterruptedException e) {
      // what has been read counts, if whoever asks is content with it
      broken = true;
    }
  }
}
