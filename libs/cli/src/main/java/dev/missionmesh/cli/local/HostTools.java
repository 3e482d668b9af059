package dev.missionmesh.cli.local;

import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.Terminal;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The programs of the host that sandboxes are made with. */
final class HostTools {
  private static final Path PURE_V2 = Path.of("/sys/fs/cgroup/cgroup.controllers");

  /** Why each program is wanted, as said to the person who is asked to have it installed. */
  private static final Map<String, String> PURPOSES =
      Map.of(
          "crun", "runs missions in sandboxes",
          "runc", "runs missions in sandboxes on hosts with version 1 control groups",
          "bwrap", "is the fallback sandbox",
          "python3", "runs missions written in Python");

  /** Package of a program where it is named otherwise. */
  private static final Map<String, String> PACKAGES = Map.of("bwrap", "bubblewrap");

  /** Installs what is missing where this user may, and otherwise says the one command to type. */
  static void ensure(Terminal terminal) throws IOException, InterruptedException {
    List<String> missing = missing();
    if (missing.isEmpty()) return;
    List<String> packages = missing.stream().map(t -> PACKAGES.getOrDefault(t, t)).toList();
    PackageManager manager = PackageManager.ofHost();
    if (manager != null && "root".equals(System.getProperty("user.name"))) {
      missing.forEach(t -> terminal.say("Installing " + t + ", which " + PURPOSES.get(t) + "."));
      if (run(manager.installing(packages), terminal) && missing().isEmpty()) return;
    }
    if (!noSandbox()) {
      missing.forEach(t -> terminal.say("Missing: " + t + ", which " + PURPOSES.get(t) + "."));
      if (manager != null) terminal.say("Install with: sudo " + manager.line(packages));
      return;
    }
    throw Failure.error(
        "this host has no program to run sandboxes with: " + String.join(", ", missing),
        manager == null
            ? "Install crun or runc, and bubblewrap."
            : "Install with: sudo " + manager.line(packages));
  }

  private static List<String> missing() {
    var missing = new ArrayList<String>();
    boolean runtime = Files.exists(PURE_V2) ? has("crun") || has("runc") : has("runc");
    if (!runtime) missing.add(Files.exists(PURE_V2) ? "crun" : "runc");
    if (!has("bwrap")) missing.add("bwrap");
    if (!has("python3")) missing.add("python3");
    return missing;
  }

  private static boolean noSandbox() {
    return !has("crun") && !has("runc") && !has("bwrap");
  }

  /** True when a program is on the path, or in the folders of programs for administrators. */
  static boolean has(String program) {
    String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin:/usr/local/sbin";
    for (String folder : path.split(File.pathSeparator)) {
      if (!folder.isBlank() && Files.isExecutable(Path.of(folder, program))) return true;
    }
    return false;
  }

  private static boolean run(List<List<String>> commands, Terminal terminal)
      throws IOException, InterruptedException {
    for (List<String> command : commands) {
      terminal.say("  " + String.join(" ", command));
      Process process =
          new ProcessBuilder(command)
              .redirectInput(new File("/dev/null"))
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.INHERIT)
              .start();
      if (process.waitFor() != 0) return false;
    }
    return true;
  }

  private HostTools() {}
}
