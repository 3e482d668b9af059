package dev.missionmesh.cli.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a service is started as in its image, while {@code mesh images} trains the image's start-up
 * cache: a script of this service below the folder that {@code MESH_TRAIN_IMAGES} names.
 */
record ImageStart(Path script) {
  /** Seconds that its JVM may take to write what it has learnt. */
  static final int PATIENCE = 180;

  /** Empty in every other mesh. */
  static Optional<ImageStart> of(String service) {
    String folder = System.getenv("MESH_TRAIN_IMAGES");
    return Optional.ofNullable(folder)
        .map(f -> Path.of(f, service, "start"))
        .filter(Files::isExecutable)
        .map(ImageStart::new);
  }

  List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(arguments);
    return command;
  }
}
