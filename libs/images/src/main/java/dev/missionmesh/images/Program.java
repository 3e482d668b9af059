package dev.missionmesh.images;

import dev.missionmesh.cli.output.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program as the build leaves it: a service, or one of the two that a cluster needs beside them.
 *
 * @param name of its image, such as {@code gateway}
 * @param folder that everything of it lies in
 * @param jar what {@code java -jar} starts; a name in that folder
 * @param libraries names in that folder of what seldom changes
 * @param classes names in that folder of what changes with each build, the jar among them
 * @param dependencies file in which the build lists the libraries
 * @param service whether it serves HTTP at port 8080, as all services do
 */
record Program(
    String name, Path folder, String jar, List<String> libraries, List<String> classes, Path dependencies, boolean service) {
  /** Names of the images of programs that are no services, and the modules that they are built in. */
  private enum Tool {
    SETUP("setup", "cluster-setup"),
    TRIAL("trial", "trial-servers");

    private final String image;
    private final String module;

    Tool(String image, String module) {
      this.image = image;
      this.module = module;
    }
  }

  /** The programs of a project, services first, each in the order of names; they need not be built. */
  static List<Program> of(Path project) throws IOException {
    List<Program> programs = new ArrayList<>();
    try (Stream<Path> folders = Files.list(project.resolve("services"))) {
      folders.filter(Program::isModule).sorted().map(Program::service).forEach(programs::add);
    }
    for (Tool tool : Tool.values()) {
      Path module = project.resolve("libs").resolve(tool.module);
      if (isModule(module)) programs.add(tool(tool, module));
    }
    return programs;
  }

  private static boolean isModule(Path folder) {
    return Files.exists(folder.resolve("pom.xml"));
  }

  private static Program service(Path module) {
    String jar = "quarkus-run.jar";
    Path folder = module.resolve("target/quarkus-app");
    return new Program(
        module.getFileName().toString(),
        folder,
        jar,
        List.of("lib"),
        List.of("app", "quarkus", jar),
        folder.resolve("quarkus-app-dependencies.txt"),
        true);
  }

  private static Program tool(Tool tool, Path module) {
    String jar = tool.module + ".jar";
    Path folder = module.resolve("target");
    return new Program(
        tool.image, folder, jar, List.of("lib"), List.of(jar), folder.resolve("dependencies.txt"), false);
  }

  /** This program; fails if it has not been built. */
  Program built() {
    if (!Files.exists(folder.resolve(jar)) || !Files.exists(dependencies)) {
      throw Failure.error(name + " is not built", "Build it with: mesh build");
    }
    return this;
  }
}
