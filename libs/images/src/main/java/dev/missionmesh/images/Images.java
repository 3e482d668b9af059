package dev.missionmesh.images;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.cli.output.CommandStyle;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.OutputOptions;
import dev.missionmesh.cli.output.Progress;
import dev.missionmesh.cli.output.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The image builder behind {@code mesh images}. */
@Command(
    name = "mesh images",
    sortOptions = false,
    description = {
      "Makes an OCI image of each service, and of setup and trial, which a cluster needs beside them, as archives that its runtime can import. Needs no container engine;"
          + " with a base in an archive, no registry either.%n",
      "The archive of a base is what docker save or ctr images export write."
    })
public final class Images implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "Images that are made, such as gateway. None: all.")
  private List<String> wanted = new ArrayList<>();

  @Option(
      names = "--base",
      paramLabel = "IMAGE",
      defaultValue = "eclipse-temurin:25-jre",
      description =
          "Image with Java 25 that all stand on: a name, or tar: and the path of an archive. Default: ${DEFAULT-VALUE}.")
  private String base;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "target/images",
      description = "Folder that gets the archives. Default: ${DEFAULT-VALUE}.")
  private Path folder;

  @Option(
      names = "--push",
      paramLabel = "REF",
      description =
          "Registry and path that images are pushed to as well, such as registry.example.com/mesh. Logins are those of docker login.")
  private String registry;

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      defaultValue = "${sys:mesh.version}",
      description = "Tag of the images. Default: the version, ${DEFAULT-VALUE}.")
  private String tag;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  @Mixin private OutputOptions output = new OutputOptions();

  private Images() {}

  /** Runs the command line given. */
  public static void main(String... args) {
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return CommandStyle.on(new CommandLine(new Images()));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    BaseImage on = new BaseImage(base);
    on.check();
    List<Program> programs = chosen(Program.of(project()));
    ImageBuild build = new ImageBuild(on, folder, registry, tag);
    List<BuiltImage> made;
    try (Progress progress = Progress.start(output.terminal(), "making images")) {
      made = build(build, programs, Map.of(), progress);
      Optional<String> obstacle = Training.obstacle(project());
      Map<String, Path> caches = obstacle.isPresent() ? Map.of() : train(made, programs, progress);
      if (!caches.isEmpty()) made = build(build, programs, caches, progress);
      output.terminal().say(obstacle.map(why -> "No image carries a start-up cache: " + why + ".").orElse(without(programs, caches)));
    }
    show(made);
    return 0;
  }

  private static List<BuiltImage> build(
      ImageBuild build, List<Program> programs, Map<String, Path> caches, Progress progress)
      throws IOException, InterruptedException {
    List<BuiltImage> made = new ArrayList<>();
    for (Program program : programs) {
      progress.update(
          "making the image of %s (%d of %d)".formatted(program.name(), made.size() + 1, programs.size()));
      made.add(build.run(program, caches.get(program.name())));
    }
    return made;
  }

  private Map<String, Path> train(List<BuiltImage> made, List<Program> programs, Progress progress)
      throws IOException, InterruptedException {
    progress.update("training start-up caches with a mesh of its own, in the JVM of the images");
    Map<String, List<String>> commands = new HashMap<>();
    for (Program program : programs) {
      if (program.service()) commands.put(program.name(), new ProgramImage(program, tag).command(false));
    }
    Path work = Files.createTempDirectory(Path.of("/tmp"), "mesh-images-");
    try {
      Map<String, Path> caches = new HashMap<>();
      for (var cache : new Training(project(), work).run(made, commands).entrySet()) {
        Path kept = folder.resolve(cache.getKey() + ".aot");
        caches.put(cache.getKey(), Files.move(cache.getValue(), kept, StandardCopyOption.REPLACE_EXISTING));
      }
      return caches;
    } finally {
      delete(work);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
    }
  }

  private static String without(List<Program> programs, Map<String, Path> caches) {
    String names =
        programs.stream().map(Program::name).filter(name -> !caches.containsKey(name)).collect(Collectors.joining(", "));
    return names.isEmpty() ? "All images carry a start-up cache." : "Without a start-up cache: " + names + ".";
  }

  private static Path project() {
    String home = System.getenv("MESH_HOME");
    return Path.of(home == null ? "" : home).toAbsolutePath();
  }

  private List<Program> chosen(List<Program> all) {
    List<String> names = all.stream().map(Program::name).toList();
    for (String name : wanted) {
      if (!names.contains(name)) {
        throw Failure.error(
            "there is no image " + name, "The images are " + String.join(", ", names) + ".");
      }
    }
    return all.stream()
        .filter(p -> wanted.isEmpty() || wanted.contains(p.name()))
        .map(Program::built)
        .toList();
  }

  private void show(List<BuiltImage> made) throws IOException {
    Table table = Table.of("IMAGE", "SIZE", "DIGEST", "ARCHIVE");
    ObjectNode document = Documents.object();
    ArrayNode items = document.putArray("items");
    for (BuiltImage image : made) {
      table.row(image.name(), megabytes(image), image.digest().substring(0, 19), image.file());
      items.add(image.json());
    }
    output.show(
        document,
        made.stream().map(BuiltImage::name).toList(),
        style -> table.lines(style, output.terminal().columns()));
  }

  private static String megabytes(BuiltImage image) throws IOException {
    return image.bytes() / 1_000_000 + " MB";
  }
}
