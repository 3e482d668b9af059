package dev.missionmesh.cli.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a JVM learnt of its classes in a training run, kept beside the program. A cache that does
 * not fit program or JVM is ignored by the JVM, so it can never do harm.
 *
 * @param file where the cache lies or is to lie
 * @param training true to make it when the JVM ends in good order
 */
record StartupCache(Path file, boolean training) {
  private static final String TRAIN = "MESH_TRAIN";

  /** The cache of a program, made by this start when the launcher script is training. */
  static StartupCache beside(Path program) {
    boolean training = System.getenv().getOrDefault(TRAIN, "").equals("true");
    return new StartupCache(program.resolveSibling("startup.aot"), training);
  }

  List<String> flags() {
    if (training) return List.of("-XX:AOTCacheOutput=" + file, "-Xlog:aot*=off");
    if (!Files.exists(file)) return List.of();
    return List.of("-XX:AOTCache=" + file, "-XX:AOTMode=auto", "-Xlog:aot*=off", "-Xlog:cds*=off");
  }
}
