package dev.missionmesh.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a JVM learnt of its classes in a training run, kept beside the program. A cache that does
 * not fit program or JVM is ignored by the JVM, so it can never do harm.
 *
 * @param file where the cache lies
 * @param training true to make it anew: it is written when the JVM ends in good order
 */
public record StartupCache(Path file, boolean training) {
  /** What the JVM finds wrong with a cache is no reason not to start, and nothing for a log. */
  private static final List<String> QUIETLY = List.of("-Xlog:aot*=off", "-Xlog:cds*=off");

  private static final String TRAIN = "MESH_TRAIN";

  /** The cache of a program, made by this start when the launcher script is training. */
  static StartupCache beside(Path program) {
    boolean training = System.getenv().getOrDefault(TRAIN, "").equals("true");
    return new StartupCache(program.resolveSibling("startup.aot"), training);
  }

  List<String> flags() {
    if (training) return made(fresh().toString());
    return Files.exists(file) ? used(file.toString()) : List.of();
  }

  /** Flags of a JVM that uses the cache at a path, if it fits. */
  public static List<String> used(String path) {
    return quietly("-XX:AOTCache=" + path, "-XX:AOTMode=auto");
  }

  /** Flags of a JVM that writes a cache to a path when it ends. */
  public static List<String> made(String path) {
    return quietly("-XX:AOTCacheOutput=" + path);
  }

  private static List<String> quietly(String... flags) {
    return Stream.concat(Stream.of(flags), QUIETLY.stream()).toList();
  }

  /** Seconds that the JVM may take to end. */
  int patience() {
    return training ? 120 : 20;
  }

  /** Puts a cache that has been trained completely in its place; to be called when the JVM has ended. */
  void adopt() throws IOException {
    if (training && Files.exists(fresh()) && Files.size(fresh()) > 0) {
      Files.move(fresh(), file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Path fresh() {
    return file.resolveSibling("startup.training");
  }
}
