package dev.missionmesh.mission.messaging;

import dev.missionmesh.events.EventJson;
import dev.missionmesh.events.MalformedEvent;
import dev.missionmesh.events.PolicyEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The last snapshot and heartbeat on disk, so that a start needs no broker. */
@ApplicationScoped
class SnapshotFiles {
  private static final Logger LOG = Logger.getLogger(SnapshotFiles.class);
  private static final String SNAPSHOT = "policy-snapshot.json";
  private static final String HEARTBEAT = "policy-heartbeat.json";

  private final Optional<Path> directory;

  SnapshotFiles(@ConfigProperty(name = "mesh.state.directory") Optional<Path> directory) {
    this.directory = directory;
  }

  Optional<PolicyEvents.Snapshot> snapshot() {
    return read(SNAPSHOT, PolicyEvents.Snapshot.class);
  }

  Optional<PolicyEvents.Heartbeat> heartbeat() {
    return read(HEARTBEAT, PolicyEvents.Heartbeat.class);
  }

  void keep(PolicyEvents.Snapshot snapshot) {
    write(SNAPSHOT, snapshot);
  }

  void keep(PolicyEvents.Heartbeat heartbeat) {
    write(HEARTBEAT, heartbeat);
  }

  private <T> Optional<T> read(String name, Class<T> type) {
    if (directory.isEmpty()) return Optional.empty();
    Path file = directory.get().resolve(name);
    try {
      return Files.exists(file)
          ? Optional.of(EventJson.read(Files.readAllBytes(file), type))
          : Optional.empty();
    } catch (IOException | MalformedEvent e) {
      LOG.warnf("%s cannot be read, the topic will tell: %s", file, e.getMessage());
      return Optional.empty();
    }
  }

  /** Replaces the file at once, so that a reader finds the old one or the new one whole. */
  private void write(String name, Object value) {
    if (directory.isEmpty()) return;
    try {
      Files.createDirectories(directory.get());
      Path draft = directory.get().resolve(name + ".new");
      Files.write(draft, EventJson.write(value));
      Files.move(
          draft,
          directory.get().resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warnf("%s cannot be kept on disk: %s", name, e.getMessage());
    }
  }
}
