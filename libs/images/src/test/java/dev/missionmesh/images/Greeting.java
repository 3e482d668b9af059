package dev.missionmesh.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The service of the tests: tells what it sees and ends. */
public final class Greeting {
  public static void main(String... args) throws IOException {
    System.out.println("user " + Files.readString(Path.of("/proc/self/status")).lines().filter(l -> l.startsWith("Uid")).findFirst().orElse(""));
    System.out.println("library " + Files.isReadable(Path.of("/app/lib/main/org.example.library-1.0.jar")));
    System.out.println("writable " + Files.isWritable(Path.of("/app")));
    for (String each : args) System.out.println("told " + each);
    System.out.println("done");
  }

  private Greeting() {}
}
