package dev.missionmesh.cli.diagnose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the mesh stands on, and how it was told to run. */
final class Machine {
  private static final List<String> TOOLS = List.of("runc", "crun", "bwrap", "git");
  private static final Pattern OURS = Pattern.compile("(MESH|QUARKUS|KAFKA|JAVA|OTEL|XDG)_.*");
  private static final Set<String> SHOWN =
      Set.of("MESH_DATA", "MESH_HOME", "MESH_URL", "MESH_PROFILE", "MESH_TRAIN", "JAVA_HOME", "XDG_CONFIG_HOME");

  /** Versions of the command, the JVM, the system and the tools beside it. */
  static String versions(String mesh) throws IOException, InterruptedException {
    StringBuilder text = new StringBuilder();
    line(text, "mesh", mesh);
    line(text, "java", System.getProperty("java.vm.name") + " " + Runtime.version());
    line(text, "system", System.getProperty("os.name") + " " + System.getProperty("os.version") + " " + System.getProperty("os.arch"));
    line(text, "processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    line(text, "memory", firstLine(Path.of("/proc/meminfo")));
    line(text, "load", firstLine(Path.of("/proc/loadavg")));
    for (String tool : TOOLS) line(text, tool, version(tool));
    return text.toString();
  }

  /** Names of the variables that may matter; values only of those that can hold no secret. */
  static String environment(Map<String, String> environment) {
    return new TreeMap<>(environment)
        .entrySet().stream()
            .filter(e -> OURS.matcher(e.getKey()).matches())
            .map(e -> e.getKey() + "=" + (SHOWN.contains(e.getKey()) ? e.getValue() : "(set)") + "\n")
            .collect(Collectors.joining());
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format("%-12s%s%n", name, value));
  }

  private static String firstLine(Path file) throws IOException {
    return Files.exists(file) ? Files.readAllLines(file).getFirst() : "unknown";
  }

  private static String version(String tool) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(tool, "--version").redirectErrorStream(true).start();
      process.getOutputStream().close();
      String first = new String(process.getInputStream().readNBytes(4096)).lines().findFirst().orElse("");
      process.waitFor();
      return first;
    } catch (IOException absent) {
      return "not installed";
    }
  }

  private Machine() {}
}
