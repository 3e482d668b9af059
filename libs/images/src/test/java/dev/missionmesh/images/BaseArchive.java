package dev.missionmesh.images;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An image of no more than Java and what it links against, as {@code docker save} would write it. */
final class BaseArchive {
  private static final FilePermissions PROGRAM = FilePermissions.fromOctalString("755");
  private static final Pattern LIBRARY = Pattern.compile("(/\\S+\\.so\\S*) \\(0x");

  static Path in(Path folder) throws Exception {
    Path java = folder.resolve("java");
    output(List.of(Path.of(System.getProperty("java.home"), "bin", "jlink").toString(), "--add-modules", "java.base", "--strip-debug", "--output", java.toString()));
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("java");
    try (Stream<Path> files = Files.walk(java)) {
      files.filter(Files::isRegularFile).sorted().forEach(f -> layer.addEntry(f, AbsoluteUnixPath.get("/java/" + java.relativize(f)), PROGRAM));
    }
    for (String library : libraries(java)) {
      layer.addEntry(Path.of(library).toRealPath(), AbsoluteUnixPath.get(library), PROGRAM);
    }
    Path archive = folder.resolve("base.tar");
    Jib.fromScratch()
        .addFileEntriesLayer(layer.build())
        .addEnvironmentVariable("PATH", "/java/bin")
        .containerize(Containerizer.to(TarImage.at(archive).named("base:1")).setOfflineMode(true));
    return archive;
  }

  private static Set<String> libraries(Path java) throws IOException, InterruptedException {
    Set<String> libraries = new LinkedHashSet<>();
    for (String binary : List.of("bin/java", "lib/server/libjvm.so", "lib/libjava.so", "lib/libnio.so", "lib/libzip.so")) {
      Matcher library = LIBRARY.matcher(output(List.of("ldd", java.resolve(binary).toString())));
      while (library.find()) {
        if (!library.group(1).startsWith(java.toString())) libraries.add(library.group(1));
      }
    }
    return libraries;
  }

  static String output(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) throw new IOException(command + ": " + said);
    return said;
  }

  private BaseArchive() {}
}
