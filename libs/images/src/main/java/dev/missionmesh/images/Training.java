package dev.missionmesh.images;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Trains start-up caches in the JVM of the images: a mesh of its own, whose services run as in their
 * images, serves some load and ends.
 */
final class Training {
  private static final String COMMAND_LINE = "libs/cli/target/cli.jar";
  private static final int MINUTES = 10;

  /** What the mesh's node needs of its host no image has, and the operator is no part of a mesh on one machine. */
  private static final List<String> ALONE = List.of("operator", "sandbox-runtime");

  private final Path project;
  private final Path folder;
  private final File log;

  /**
   * A training.
   *
   * @param project whose mesh is run
   * @param folder below {@code /tmp}, gets everything that is made
   */
  Training(Path project, Path folder) {
    this.project = project;
    this.folder = folder;
    this.log = folder.resolve("training.log").toFile();
  }

  /** Why there can be none here; empty if there can. */
  static Optional<String> obstacle(Path project) {
    if ("never".equals(System.getenv("MESH_TRAIN"))) return Optional.of("MESH_TRAIN is never");
    if (!Files.exists(project.resolve(COMMAND_LINE))) return Optional.of("there is no mesh to run");
    if (!System.getProperty("user.name").equals("root")) return Optional.of("only root can run the JVM of another system");
    return Optional.empty();
  }

  /** Caches by program, of those that wrote one. */
  Map<String, Path> run(List<BuiltImage> images, Map<String, List<String>> commands)
      throws IOException, InterruptedException {
    ImageRoot root = ImageRoot.of(images.getFirst(), folder);
    for (BuiltImage image : images) {
      if (commands.containsKey(image.program()) && !ALONE.contains(image.program())) {
        root.place(image, commands.get(image.program()));
      }
    }
    try {
      if (mesh("up") == 0) {
        mesh("run", "--", "true");
        mesh("bench", "--quick", "--no-baseline", "--no-sandboxed");
      }
    } finally {
      mesh("down");
    }
    for (BuiltImage image : images) {
      if (ALONE.contains(image.program())) alone(root.place(image, commands.get(image.program())), image.program());
    }
    Map<String, Path> caches = new HashMap<>();
    for (BuiltImage image : images) {
      root.cache(image.program()).ifPresent(cache -> caches.put(image.program(), cache));
    }
    return caches;
  }

  private int mesh(String... arguments) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>(List.of(java, "-jar", project.resolve(COMMAND_LINE).toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = process(command);
    builder.environment().put("MESH_HOME", project.toString());
    builder.environment().put("MESH_TRAIN_IMAGES", folder.toString());
    builder.environment().put("MESH_DATA", folder.resolve("data").toString());
    builder.environment().keySet().removeAll(List.of("MESH_URL", "MESH_API_KEY", "MESH_TRAIN"));
    return builder.start().waitFor();
  }

  /** Starts one service by itself, as far as it comes, and ends it. */
  private void alone(Path start, String name) throws IOException, InterruptedException {
    Path data = folder.resolve("data");
    ProcessBuilder builder = process(List.of(start.toString()));
    builder.environment().putAll(
        Map.of(
            "QUARKUS_HTTP_PORT", "0",
            "QUARKUS_HTTP_HOST", "127.0.0.1",
            "QUARKUS_OTEL_SDK_DISABLED", "true",
            "MESH_SERVICES_GATEWAY_URL", "http://127.0.0.1:9",
            "MESH_SERVICES_MISSION_URL", "http://127.0.0.1:9",
            "MESH_KAFKA_BOOTSTRAP", "127.0.0.1:9",
            "MESH_STATE_DIRECTORY", data.resolve("state").toString(),
            "MESH_SECRETS_DIRECTORY", data.resolve("secrets/" + name).toString(),
            "MESH_TRUST_DIRECTORY", data.resolve("trust").toString(),
            "MESH_TRUST_PRIVATE_KEY", data.resolve("secrets/" + name + ".jwk.json").toString()));
    Process process = builder.start();
    if (!process.waitFor(20, TimeUnit.SECONDS)) process.destroy();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) process.destroyForcibly();
  }

  private ProcessBuilder process(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    return builder;
  }
}
