package dev.missionmesh.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * What a JVM learnt of its classes in a training run, kept beside the program. A cache that does
 * not fit program or JVM is ignored by the JVM, so it can never do harm.
 *
 * @param file where the cache lies
 * @param training true to make it anew: it is written when the JVM ends in good order
 */
record StartupCache(Path file, boolean training) {
  private static final String TRAIN = "MESH_TRAIN";

  /** The cache of a program, made by this start when the launcher script is training. */
  static StartupCache beside(Path program) {
    boolean training = System.getenv().getOrDefault(TRAIN, "").equals("true");
    return new StartupCache(program.resolveSibling("startup.aot"), training);
  }

  List<String> flags() {
    if (training) return List.of("-XX:AOTCacheOutput=" + fresh(), "-Xlog:aot*=off", "-Xlog:cds*=off");
    if (!Files.exists(file)) return List.of();
    return List.of("-XX:AOTCache=" + file, "-XX:AOTMode=auto", "-Xlog:aot*=off", "-Xlog:cds*=off");
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
