package dev.missionmesh.images;

import dev.missionmesh.cli.output.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A service as the build leaves it.
 *
 * @param name such as {@code gateway}
 * @param application folder of its {@code quarkus-run.jar} and of what that needs
 */
record BuiltService(String name, Path application) {
  static final String JAR = "quarkus-run.jar";

  /** The services of a project, by name; fails if one has not been built. */
  static List<BuiltService> of(Path project) throws IOException {
    try (Stream<Path> folders = Files.list(project.resolve("services"))) {
      List<BuiltService> services =
          folders
              .filter(folder -> Files.exists(folder.resolve("pom.xml")))
              .sorted()
              .map(BuiltService::in)
              .toList();
      for (BuiltService service : services) {
        if (!Files.exists(service.application.resolve(JAR))) {
          throw Failure.error("the service " + service.name + " is not built", "Build it with: mesh build");
        }
      }
      return services;
    }
  }

  private static BuiltService in(Path folder) {
    return new BuiltService(folder.getFileName().toString(), folder.resolve("target/quarkus-app"));
  }
}
