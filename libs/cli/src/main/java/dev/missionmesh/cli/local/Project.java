package dev.missionmesh.cli.local;

import java.nio.file.Path;

/**
 * Where the built parts of the mesh lie.
 *
 * @param root the folder that holds {@code libs} and {@code services}
 */
record Project(Path root) {
  /** The project that the launcher script names, or else the working directory. */
  static Project current() {
    String home = System.getenv().getOrDefault("MESH_HOME", "");
    return new Project(Path.of(home).toAbsolutePath());
  }

  Path service(String name) {
    return root.resolve("services").resolve(name).resolve("target/quarkus-app/quarkus-run.jar");
  }

  Path kafka() {
    return root.resolve("libs/local-kafka/target/local-kafka.jar");
  }
}
