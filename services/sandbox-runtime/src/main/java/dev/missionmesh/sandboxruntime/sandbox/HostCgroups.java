package dev.missionmesh.sandboxruntime.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The host's cgroup hierarchies: one of version 2, or one per controller of version 1, or both. */
final class HostCgroups {
  /** The key of the version 2 hierarchy. */
  static final String UNIFIED = "";

  private static final Path MOUNT_INFO = Path.of("/proc/self/mountinfo");

  private record Hierarchy(Path mountPoint, String root) {
    Path directory(String cgroup) {
      String below =
          !root.equals("/") && cgroup.startsWith(root) ? cgroup.substring(root.length()) : cgroup;
      return mountPoint.resolve(below.replaceFirst("^/+", ""));
    }
  }

  private final Map<String, Hierarchy> byController = new HashMap<>();

  private HostCgroups() {}

  static HostCgroups read() throws IOException {
    HostCgroups host = new HostCgroups();
    for (String line : Files.readAllLines(MOUNT_INFO)) {
      String[] sides = line.split(" - ", 2);
      String[] mount = sides[0].split(" ");
      String[] system = sides[1].split(" ");
      Hierarchy hierarchy = new Hierarchy(Path.of(mount[4]), mount[3]);
      if (system[0].equals("cgroup2")) {
        host.byController.putIfAbsent(UNIFIED, hierarchy);
      } else if (system[0].equals("cgroup")) {
        for (String option : system[2].split(",")) {
          host.byController.putIfAbsent(option, hierarchy);
        }
      }
    }
    return host;
  }

  /** True when all controllers are in the version 2 hierarchy. */
  boolean pureVersion2() {
    return byController.containsKey(UNIFIED) && !byController.containsKey("memory");
  }

  /**
   * The OCI {@code cgroupsPath} of a sandbox. In version 1 it lies below the node's own cgroup, so
   * that limits set on the node hold for its sandboxes too; version 2 allows no processes beside
   * subdivided groups, so there it starts at the top.
   */
  String pathOf(String node, String sandbox) {
    String relative = "missionmesh/" + node + "/" + sandbox;
    return pureVersion2() ? "/" + relative : relative;
  }

  /** Where a process is accounted, by controller; an absent controller is not in the map. */
  Map<String, Path> of(long pid) throws IOException {
    Map<String, Path> directories = new HashMap<>();
    for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "cgroup"))) {
      String[] parts = line.split(":", 3);
      for (String controller : parts[1].split(",")) {
        Hierarchy hierarchy = byController.get(controller);
        if (hierarchy != null) {
          directories.put(controller, hierarchy.directory(parts[2]));
        }
      }
    }
    return directories;
  }

  /** The node's directories in all hierarchies, existing or not. */
  Set<Path> ofNode(String node) {
    Set<Path> directories = new HashSet<>();
    for (Hierarchy hierarchy : byController.values()) {
      directories.add(hierarchy.mountPoint.resolve("missionmesh").resolve(node));
    }
    try {
      for (Path own : of(ProcessHandle.current().pid()).values()) {
        directories.add(own.resolve("missionmesh").resolve(node));
      }
    } catch (IOException e) {
      // a host without cgroups has none to look at
    }
    return directories;
  }

  /** Directories directly in the given ones. */
  static List<Path> children(Set<Path> directories) {
    List<Path> children = new ArrayList<>();
    for (Path directory : directories) {
      File[] inside = directory.toFile().listFiles(File::isDirectory);
      if (inside != null) {
        Arrays.stream(inside).map(File::toPath).forEach(children::add);
      }
    }
    return children;
  }
}
