package dev.missionmesh.cli.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the JVMs of the mesh are started: small, and quick where a start-up cache has been trained. */
public final class Jvm {
  /** Of every JVM of the mesh, on one machine and in images. */
  public static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:-UsePerfData",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private static final String HEAP = "-Xmx256m";

  /** A command that runs a jar. */
  static List<String> command(StartupCache cache, Path jar, List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(HEAP);
    command.addAll(FLAGS);
    command.addAll(cache.flags());
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(arguments);
    return command;
  }

  private Jvm() {}
}
