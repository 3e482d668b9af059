package dev.missionmesh.testsupport;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Programs of the host that tests run; installed from the system's packages where this user may.
 */
final class HostProgram {
  private static final Map<String, List<List<String>>> INSTALLERS =
      Map.of(
          "apt-get",
          List.of(
              List.of("apt-get", "update", "-qq"),
              List.of("apt-get", "install", "-y", "-qq", "--no-install-recommends")),
          "dnf",
          List.of(List.of("dnf", "install", "-y", "-q")),
          "apk",
          List.of(List.of("apk", "add", "-q")));

  /**
   * The first of these programs that the host has; failing that, after installing {@code packaged}.
   * Throws if the host has none then either: a test that needs it must not pass without.
   */
  static String find(List<String> programs, String packaged) throws IOException {
    String found = first(programs);
    if (found == null && "root".equals(System.getProperty("user.name"))) {
      install(packaged);
      found = first(programs);
    }
    if (found == null) {
      throw new IOException("needs one of " + programs + ": install the package " + packaged);
    }
    return found;
  }

  private static String first(List<String> programs) {
    return programs.stream().filter(program -> path(program) != null).findFirst().orElse(null);
  }

  private static Path path(String program) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      Path path = Path.of(folder, program);
      if (!folder.isBlank() && Files.isExecutable(path)) {
        return path;
      }
    }
    return null;
  }

  private static void install(String packaged) throws IOException {
    for (var installer : INSTALLERS.entrySet()) {
      if (path(installer.getKey()) != null) {
        List<List<String>> commands = installer.getValue();
        for (List<String> command : commands) {
          boolean last = command == commands.getLast();
          run(last ? append(command, packaged) : command);
        }
        return;
      }
    }
  }

  private static List<String> append(List<String> command, String word) {
    return java.util.stream.Stream.concat(command.stream(), java.util.stream.Stream.of(word))
        .toList();
  }

  private static void run(List<String> command) throws IOException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
    Process process =
        builder.redirectInput(new File("/dev/null")).redirectOutput(Redirect.DISCARD).start();
    try {
      if (process.waitFor() != 0) {
        throw new IOException("failed: " + String.join(" ", command));
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private HostProgram() {}
}
