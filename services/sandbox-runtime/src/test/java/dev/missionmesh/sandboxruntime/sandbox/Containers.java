package dev.missionmesh.sandboxruntime.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;

/**
 * The container runtime below a test's kubelet: runs one container with runc as its security
 * context says, on the root file system of the host's sandboxes as the image.
 */
public final class Containers implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a container is. {@code volumes}: mount point to folder, or to a size of its own disk. */
  public record Spec(
      List<String> command,
      long user,
      long group,
      boolean readOnlyRoot,
      boolean noNewPrivileges,
      boolean dropAll,
      boolean seccomp,
      long memoryBytes,
      long cpuMillis,
      Map<String, Object> volumes) {}

  /** How it ended. */
  public record Ended(int exitCode, boolean outOfMemory) {}

  private final Path directory;
  private final Path root;
  private final Map<String, Process> running = new ConcurrentHashMap<>();

  public Containers() throws IOException {
    directory = FileTree.directory(Files.createTempDirectory("kubelet"), "rwx--x--x");
    root = directory.resolve("image");
    RootFileSystem.make(root);
    FileTree.directory(root.resolve("sys"), "rwxr-xr-x");
    // runc gives a mount the rights of what lies below it
    FileTree.directory(root.resolve("work"), "rwxrwxrwx");
    FileTree.directory(root.resolve("tmp"), "rwxrwxrwx");
  }

  /** Starts a container, which runs when this returns or has ended; its streams are those of the process. */
  public Process start(String id, Spec spec) throws IOException {
    Path bundle = FileTree.directory(directory.resolve(id), "rwx--x--x");
    FileTree.write(bundle.resolve("config.json"), JSON.writeValueAsBytes(config(id, spec)));
    Process process =
        new ProcessBuilder(runc("run", "--keep", "--bundle", bundle.toString(), id))
            .redirectInput(Path.of("/dev/null").toFile())
            .start();
    running.put(id, process);
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> !process.isAlive() || runs(id));
    return process;
  }

  private boolean runs(String id) {
    HostCommand.Ended state = HostCommand.run(runc("state", id));
    return state.ok() && state.output().matches("(?s).*\"status\": \"(running|stopped)\".*");
  }

  /** Waits for a container and removes it. */
  public Ended await(String id, Spec spec) throws InterruptedException {
    int code = running.get(id).waitFor();
    boolean memory = false;
    for (String events : List.of("memory.events", "memory.oom_control")) {
      try {
        Path file =
            HostCgroups.read().ofNode("kubelet").stream()
                .map(node -> node.resolve(id).resolve(events))
                .filter(Files::exists)
                .findFirst()
                .orElse(null);
        memory |=
            file != null
                && Files.readString(file).lines().anyMatch(l -> l.matches("oom_kill [1-9].*"));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
    remove(id);
    return new Ended(code, memory);
  }

  /** Ends a container by force. */
  public void kill(String id) {
    HostCommand.run(runc("kill", id, "KILL"));
  }

  /** A folder with files for a container. */
  public Path files(String id, Map<String, byte[]> files) throws IOException {
    Path folder = FileTree.directory(directory.resolve(id + "-files"), "rwxr-xr-x");
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      FileTree.write(folder.resolve(file.getKey()), file.getValue());
    }
    return folder;
  }

  private void remove(String id) {
    running.remove(id);
    HostCommand.run(runc("delete", "--force", id));
    FileTree.delete(directory.resolve(id));
    FileTree.delete(directory.resolve(id + "-files"));
  }

  private List<String> runc(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                HostCommand.find("runc").toString(),
                "--root",
                directory.resolve("runc").toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  private Map<String, Object> config(String id, Spec spec) {
    List<Object> mounts = new ArrayList<>();
    mount(mounts, "/proc", "proc", "proc", "nosuid", "noexec", "nodev");
    mount(mounts, "/dev", "tmpfs", "tmpfs", "nosuid", "noexec", "mode=755", "size=64k");
    mount(mounts, "/dev/shm", "tmpfs", "shm", "nosuid", "noexec", "nodev", "mode=1777", "size=64m");
    mount(mounts, "/sys/fs/cgroup", "cgroup", "cgroup", "ro", "nosuid", "noexec", "nodev");
    mount(mounts, "/usr", "bind", "/usr", "bind", "ro", "nosuid", "nodev");
    mount(mounts, "/usr/local", "tmpfs", "tmpfs", "ro", "mode=755", "size=4k");
    for (String unmerged : RootFileSystem.unmergedDirectories()) {
      mount(mounts, unmerged, "bind", unmerged, "bind", "ro", "nosuid", "nodev");
    }
    spec.volumes()
        .forEach(
            (point, volume) -> {
              if (volume instanceof Path folder) {
                mount(mounts, point, "bind", folder.toString(), "bind", "ro");
              } else {
                mount(mounts, point, "tmpfs", "tmpfs", "mode=777", "size=" + volume);
              }
            });
    List<String> capabilities = spec.dropAll() ? List.of() : List.of("CAP_CHOWN", "CAP_KILL");
    Map<String, Object> process = new LinkedHashMap<>();
    process.put("terminal", false);
    process.put("user", Map.of("uid", spec.user(), "gid", spec.group()));
    process.put("args", spec.command());
    process.put("env", List.of("PATH=/usr/bin:/bin", "KUBERNETES_SERVICE_HOST=10.96.0.1"));
    process.put("cwd", "/work");
    process.put(
        "capabilities",
        Map.of("bounding", capabilities, "effective", capabilities, "permitted", capabilities));
    process.put("noNewPrivileges", spec.noNewPrivileges());
    Map<String, Object> linux = new LinkedHashMap<>();
    linux.put(
        "namespaces",
        List.of("pid", "mount", "ipc", "uts", "network", "cgroup").stream()
            .map(type -> Map.of("type", type))
            .toList());
    linux.put("cgroupsPath", "missionmesh/kubelet/" + id);
    linux.put(
        "resources",
        Map.of(
            "memory", Map.of("limit", spec.memoryBytes(), "swap", spec.memoryBytes()),
            "cpu", Map.of("quota", spec.cpuMillis() * 100, "period", 100_000)));
    if (spec.seccomp()) {
      linux.put("seccomp", SeccompProfile.oci());
    }
    linux.put("readonlyPaths", List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys"));
    linux.put("maskedPaths", List.of("/proc/kcore", "/proc/keys", "/proc/timer_list"));
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("ociVersion", "1.0.2");
    config.put("hostname", "sandbox");
    config.put("root", Map.of("path", root.toString(), "readonly", spec.readOnlyRoot()));
    config.put("process", process);
    config.put("mounts", mounts);
    config.put("linux", linux);
    return config;
  }

  private static void mount(
      List<Object> mounts, String point, String type, String source, String... options) {
    mounts.add(
        Map.of("destination", point, "type", type, "source", source, "options", List.of(options)));
  }

  @Override
  public void close() {
    List.copyOf(running.keySet()).forEach(this::kill);
    List.copyOf(running.keySet()).forEach(this::remove);
    FileTree.delete(directory);
  }
}
