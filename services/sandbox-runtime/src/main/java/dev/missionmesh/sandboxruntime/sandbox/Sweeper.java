package dev.missionmesh.sandboxruntime.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Removes what earlier lives of a node, and nodes that are dead, have left: containers, cgroups,
 * mounts, files.
 */
final class Sweeper {
  private static final Logger LOG = Logger.getLogger(Sweeper.class);

  /** File of a cell that lists the cgroup directories of its container. */
  static final String CGROUPS = "cgroups";

  private final NodeDirectories directories;
  private final List<Path> runtimes;

  /**
   * @param runtimes the OCI runtimes of this host
   */
  Sweeper(NodeDirectories directories, List<Path> runtimes) {
    this.directories = directories;
    this.runtimes = runtimes;
  }

  /** Removes everything but this life; returns the ids of the sandboxes that were left. */
  List<String> sweep() {
    List<String> swept = new ArrayList<>();
    for (Path life : inside(directories.ofNode())) {
      if (!life.equals(directories.ofLife())) {
        sweepLife(life, swept);
      }
    }
    for (Path images : inside(directories.images().getParent())) {
      if (!images.equals(directories.images())) {
        FileTree.delete(images);
      }
    }
    removeCgroupsOfOthers();
    for (Path node : inside(directories.run())) {
      if (!node.equals(directories.ofNode()) && NodeLock.isNode(node)) {
        sweepNodeIfDead(node, swept);
      }
    }
    return swept;
  }

  /**
   * A node that is gone for good, with its state directory, has nobody else to clear up after it.
   */
  private void sweepNodeIfDead(Path node, List<String> swept) {
    try (NodeLock lock = NodeLock.take(node)) {
      if (lock != null) {
        inside(node).forEach(life -> sweepLife(life, swept));
        if (Mounts.below(node).isEmpty()) {
          FileTree.delete(node);
        }
      }
    } catch (IOException e) {
      LOG.warn("a dead node's directory could not be swept", e);
    }
  }

  private void sweepLife(Path life, List<String> swept) {
    for (Path cell : inside(life.resolve("cells"))) {
      String id = cell.getFileName().toString();
      if (Files.exists(cell.resolve("config.json"))) {
        for (Path program : runtimes) {
          new OciRuntime(program, life.resolve("runtime")).delete(id);
        }
        recorded(cell.resolve(CGROUPS)).forEach(Sweeper::removeWithParents);
        LOG.infof("left-over sandbox swept: sandbox=%s", id);
        swept.add(id);
      }
    }
    List<Path> mounted = new ArrayList<>(Mounts.below(life));
    mounted.reversed().forEach(Mounts::unmount);
    if (Mounts.below(life).isEmpty()) {
      FileTree.delete(life);
    }
  }

  /** Also removes the node's directory and the mesh's, if they are empty then. */
  private static void removeWithParents(Path sandbox) {
    SandboxCgroup.removed(List.of(sandbox));
    SandboxCgroup.removed(List.of(sandbox.getParent()));
    SandboxCgroup.removed(List.of(sandbox.getParent().getParent()));
  }

  private void removeCgroupsOfOthers() {
    try {
      HostCgroups host = HostCgroups.read();
      for (Path left : HostCgroups.children(host.ofNode(directories.node()))) {
        if (!Files.exists(directories.cells().resolve(left.getFileName().toString()))) {
          SandboxCgroup.removed(List.of(left));
        }
      }
    } catch (IOException e) {
      // a host without cgroups has none to sweep
    }
  }

  /** Removes the cgroups of one sandbox that failed to come to life. */
  static void removeCgroups(HostCgroups host, String node, String sandbox) {
    SandboxCgroup.removed(
        host.ofNode(node).stream().map(directory -> directory.resolve(sandbox)).toList());
  }

  /** Removes the node's own, now empty cgroups. */
  static void removeNodeCgroups(HostCgroups host, String node) {
    for (Path directory : host.ofNode(node)) {
      SandboxCgroup.removed(List.of(directory));
      SandboxCgroup.removed(List.of(directory.getParent()));
    }
  }

  private static List<Path> recorded(Path file) {
    try {
      return Files.readAllLines(file).stream().map(Path::of).toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static List<Path> inside(Path directory) {
    File[] files = directory.toFile().listFiles(File::isDirectory);
    return files == null ? List.of() : Arrays.stream(files).map(File::toPath).toList();
  }
}
