package dev.missionmesh.sandboxruntime.sandbox;

import dev.missionmesh.sandboxruntime.application.Sandbox;
import dev.missionmesh.sandboxruntime.application.SandboxBackend;
import dev.missionmesh.sandboxruntime.application.SandboxFailed;
import dev.missionmesh.sandboxruntime.application.SandboxRequest;
import dev.missionmesh.sandboxruntime.domain.SandboxInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Sandboxes by bubblewrap: namespaces and a made-up root, but no cgroup and no list of allowed
 * system calls. Only for hosts where no OCI runtime works; always marked degraded.
 */
final class BubblewrapBackend implements SandboxBackend {
  private static final String REASON =
      "bubblewrap: memory and processes are limited per process only, system calls not at all";

  private final Path program;
  private final NodeDirectories directories;

  BubblewrapBackend(Path program, NodeDirectories directories) {
    this.program = program;
    this.directories = directories;
  }

  @Override
  public SandboxInfo info() {
    return new SandboxInfo("bubblewrap", true, REASON);
  }

  @Override
  public Sandbox create(SandboxRequest request) throws SandboxFailed {
    Path cell = directories.cells().resolve("mm-" + UUID.randomUUID());
    try {
      FileTree.directory(cell, "rwx--x--x");
      FileTree.write(cell.resolve("stdin"), request.stdin());
      FileTree.write(
          cell.resolve("script"), request.script() == null ? new byte[0] : request.script());
    } catch (IOException e) {
      FileTree.delete(cell);
      throw new SandboxFailed("sandbox could not be made: " + e.getMessage(), e);
    }
    ProcessBuilder process =
        new ProcessBuilder(command(request, cell)).redirectInput(cell.resolve("stdin").toFile());
    process.environment().clear();
    return new BubblewrapSandbox(process, cell);
  }

  private List<String> command(SandboxRequest request, Path cell) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    add(command, "--unshare-all --die-with-parent --new-session --clearenv --hostname sandbox");
    add(
        command,
        "--ro-bind /usr /usr --tmpfs /usr/local --remount-ro /usr/local --proc /proc --dev /dev");
    for (String name : List.of("bin", "sbin", "lib", "lib32", "lib64", "libx32")) {
      Path host = Path.of("/", name);
      if (Files.isSymbolicLink(host)) {
        add(command, "--symlink usr/" + name + " /" + name);
      } else if (Files.isDirectory(host)) {
        add(command, "--ro-bind /" + name + " /" + name);
      }
    }
    command.addAll(
        List.of("--ro-bind", directories.rootFileSystem().resolve("etc").toString(), "/etc"));
    String size = Long.toString(request.limits().diskBytes());
    command.addAll(List.of("--size", size, "--tmpfs", "/work", "--size", size, "--tmpfs", "/tmp"));
    command.addAll(
        List.of("--ro-bind", cell.resolve("script").toString(), SandboxRequest.SCRIPT_PATH));
    add(command, "--uid 1000 --gid 1000 --chdir /work");
    Map.of(
            "PATH",
            SandboxRequest.PATH,
            "HOME",
            "/work",
            "LANG",
            "C.UTF-8",
            "TZ",
            "UTC",
            "TMPDIR",
            "/tmp")
        .forEach((name, value) -> command.addAll(List.of("--setenv", name, value)));
    request.env().forEach((name, value) -> command.addAll(List.of("--setenv", name, value)));
    command.addAll(List.of("--", "/bin/sh", "-c", limited(request), "sh"));
    command.addAll(request.command());
    return command;
  }

  private static String limited(SandboxRequest request) {
    long kibibytes = Math.max(16 * 1024, request.limits().memoryBytes() / 1024);
    return "ulimit -c 0; ulimit -v " + kibibytes + "; (exec \"$@\"); exit $?";
  }

  private static void add(List<String> command, String words) {
    command.addAll(List.of(words.split(" ")));
  }

  @Override
  public void close() {
    // nothing is kept ready
  }
}
