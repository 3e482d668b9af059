package dev.missionmesh.cli.local;

import dev.missionmesh.cli.output.Terminal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Lets one command at a time start or stop the processes of a data folder. */
final class UpLock implements AutoCloseable {
  private final FileChannel channel;

  private UpLock(FileChannel channel) {
    this.channel = channel;
  }

  static UpLock take(DataFolder data, Terminal terminal) throws IOException {
    Path file = data.folder("run").resolve("lock");
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      terminal.say("Waiting for another mesh command to finish starting or stopping ...");
      channel.lock();
    }
    return new UpLock(channel);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
