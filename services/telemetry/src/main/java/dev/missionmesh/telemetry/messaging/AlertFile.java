package dev.missionmesh.telemetry.messaging;

import dev.missionmesh.telemetry.application.AlertRoad;
import dev.missionmesh.telemetry.application.AlertRoads;
import dev.missionmesh.telemetry.config.StateConfig;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Appends alerts to {@code alerts.jsonl}, each a line on the disk; the file before is kept as {@code alerts.jsonl.1}. */
@ApplicationScoped
class AlertFile implements AlertRoad {
  private static final long LARGEST = 10 << 20;

  private final StateConfig state;

  AlertFile(StateConfig state) {
    this.state = state;
  }

  @Override
  public String name() {
    return AlertRoads.FILE;
  }

  @Override
  public Uni<Void> deliver(String id, byte[] json) {
    return Uni.createFrom()
        .<Void>item(
            () -> {
              append(state.directory().orElseThrow().resolve("alerts.jsonl"), json);
              return null;
            })
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private static synchronized void append(Path file, byte[] json) {
    try {
      if (Files.exists(file) && Files.size(file) > LARGEST) {
        Path before = file.resolveSibling(file.getFileName() + ".1");
        Files.move(file, before, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.createDirectories(file.getParent());
      try (FileChannel channel =
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        ByteBuffer line = ByteBuffer.allocate(json.length + 1).put(json).put((byte) '\n').flip();
        while (line.hasRemaining()) {
          channel.write(line);
        }
        channel.force(true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
