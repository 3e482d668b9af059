package dev.missionmesh.images;

import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Port;
import dev.missionmesh.cli.local.Jvm;
import dev.missionmesh.cli.local.StartupCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is in the image of a program: its libraries in one layer, which other builds share, its own
 * classes in another. Nothing in it is writable, and it runs as nobody in particular. The same
 * files give the same image.
 */
final class ProgramImage {
  /** User and group, by number so that a cluster can tell that it is not root. */
  static final String USER = "10001:10001";

  static final String HOME = "/app";

  /** Name of the bill of materials, in the image and beside it. */
  static final String BILL = "sbom.cdx.json";

  /** Of every file, so that when something was built does not change the image. */
  static final Instant TIME = Instant.EPOCH.plusSeconds(1);

  /** Layers that an image without a start-up cache has on top of its base. */
  static final int LAYERS = 3;

  private static final String CACHE = HOME + "/startup.aot";

  private static final FilePermissions READABLE = FilePermissions.fromOctalString("444");
  private static final int PORT = 8080;

  private final Program program;
  private final String version;

  ProgramImage(Program program, String version) {
    this.program = program;
    this.version = version;
  }

  /**
   * Puts everything on top of a base.
   *
   * @param bill file of the bill of materials
   * @param cache what the base's JVM has learnt of the program, in a layer of its own; null if nothing
   */
  JibContainerBuilder on(BaseImage base, Path bill, Path cache) throws IOException {
    List<FileEntriesLayer> layers = new ArrayList<>();
    layers.add(layer("libraries", program.libraries()));
    layers.add(layer("classes", program.classes()));
    layers.add(file("bill of materials", bill, HOME + "/" + BILL));
    if (cache != null) layers.add(file("start-up cache", cache, CACHE));
    return base.builder()
        .setFormat(ImageFormat.OCI)
        .setCreationTime(TIME)
        .setFileEntriesLayers(layers)
        .setWorkingDirectory(AbsoluteUnixPath.get(HOME))
        .setEntrypoint(command(cache != null))
        .setUser(USER)
        .setExposedPorts(program.service() ? Set.of(Port.tcp(PORT)) : Set.of())
        .addLabel("org.opencontainers.image.title", "missionmesh " + program.name())
        .addLabel("org.opencontainers.image.version", version)
        .addLabel("org.opencontainers.image.licenses", "Apache-2.0");
  }

  /** What starts the program: as on one machine, but that the heap follows the container's memory. */
  List<String> command(boolean cached) {
    List<String> command = new ArrayList<>(List.of("java"));
    command.addAll(Jvm.FLAGS);
    if (cached) command.addAll(StartupCache.used(CACHE));
    command.add("-jar");
    command.add(HOME + "/" + program.jar());
    return command;
  }

  private static FileEntriesLayer file(String name, Path file, String place) {
    return FileEntriesLayer.builder().setName(name).addEntry(file, AbsoluteUnixPath.get(place), READABLE, TIME).build();
  }

  private FileEntriesLayer layer(String name, List<String> members) throws IOException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    for (String member : members) {
      try (Stream<Path> files = Files.walk(program.folder().resolve(member))) {
        files.filter(Files::isRegularFile).sorted().forEach(file -> add(layer, file));
      }
    }
    return layer.build();
  }

  private void add(FileEntriesLayer.Builder layer, Path file) {
    String place = HOME + "/" + program.folder().relativize(file);
    layer.addEntry(file, AbsoluteUnixPath.get(place), READABLE, TIME);
  }
}
