package dev.missionmesh.sandboxruntime.sandbox;

import dev.missionmesh.sandboxruntime.application.NodeSandboxes;
import dev.missionmesh.sandboxruntime.application.SandboxBackend;
import dev.missionmesh.sandboxruntime.application.SandboxFailed;
import dev.missionmesh.sandboxruntime.sandbox.SandboxSettings.Choice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * One life of a node's sandboxes on this host: sweeps what earlier lives left, finds a back end by
 * really running something in it, and guards it with a watchdog.
 */
public final class HostSandboxes implements NodeSandboxes {
  private static final Logger LOG = Logger.getLogger(HostSandboxes.class);

  private final SandboxSettings settings;
  private final NodeDirectories directories;
  private final HostCgroups cgroups;
  private final List<String> swept;
  private final NodeLock lock;
  private UidRanges ranges;
  private SandboxBackend backend;
  private Watchdog watchdog;

  private HostSandboxes(SandboxSettings settings, NodeDirectories directories) throws IOException {
    this.settings = settings;
    this.directories = directories;
    this.cgroups = HostCgroups.read();
    directories.make();
    this.lock = NodeLock.take(directories.ofNode());
    if (lock == null) {
      throw new IOException("another process works as " + directories.node());
    }
    RootFileSystem.make(directories.rootFileSystem());
    this.swept = new Sweeper(directories, runtimes()).sweep();
  }

  /**
   * Opens a life.
   *
   * @throws SandboxFailed if no back end works on this host; the message says what each one lacks
   * @throws IOException if the directories cannot be made
   */
  public static HostSandboxes open(SandboxSettings settings, String node)
      throws IOException, SandboxFailed {
    String life = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    HostSandboxes host =
        new HostSandboxes(
            settings, new NodeDirectories(settings.run(), settings.state(), node, life));
    try {
      host.choose();
      return host;
    } catch (IOException | SandboxFailed | RuntimeException e) {
      host.close();
      throw e;
    }
  }

  @Override
  public SandboxBackend backend() {
    return backend;
  }

  /** Sandboxes of earlier lives that were found and removed. */
  public List<String> swept() {
    return swept;
  }

  private void choose() throws IOException, SandboxFailed {
    ranges = UidRanges.claim(settings.run(), settings.uidBase());
    StringBuilder lacks = new StringBuilder();
    for (Path program : runtimes()) {
      for (boolean userNamespace : new boolean[] {true, false}) {
        OciRuntime runtime = new OciRuntime(program, directories.runtimeRoot());
        if (watchdog != null) {
          watchdog.close();
        }
        watchdog = Watchdog.start(runtime, directories);
        if (accepted(oci(runtime, userNamespace), lacks)) {
          return;
        }
      }
    }
    Path bubblewrap = HostCommand.find("bwrap");
    if (bubblewrap != null
        && List.of(Choice.AUTO, Choice.BUBBLEWRAP).contains(settings.backend())) {
      if (accepted(new BubblewrapBackend(bubblewrap, directories), lacks)) {
        return;
      }
    }
    throw new SandboxFailed("no sandbox back end works on this host: " + lacks);
  }

  private boolean accepted(SandboxBackend candidate, StringBuilder lacks) {
    try {
      Probe.run(candidate);
      backend = candidate;
      LOG.infof(
          "sandbox back end: backend=%s degraded=%s",
          candidate.info().backend(), candidate.info().degraded());
      return true;
    } catch (SandboxFailed e) {
      LOG.infof("sandbox back end does not work here: %s", e.getMessage());
      lacks.append(candidate.info().backend()).append(": ").append(e.getMessage()).append("; ");
      candidate.close();
      return false;
    }
  }

  private OciBackend oci(OciRuntime runtime, boolean userNamespace) throws IOException {
    CellPool cells =
        new CellPool(
            directories, ranges, userNamespace, settings.prepared(), settings.usualDiskBytes());
    Bundle.Host host = new Bundle.Host(userNamespace, ProcessLimits.openFiles());
    return new OciBackend(runtime, directories, cgroups, host, cells);
  }

  private List<Path> runtimes() {
    List<String> names =
        switch (settings.backend()) {
          case AUTO -> cgroups.pureVersion2() ? List.of("crun", "runc") : List.of("runc", "crun");
          case CRUN -> List.of("crun");
          case RUNC -> List.of("runc");
          case BUBBLEWRAP -> List.of();
        };
    return names.stream().map(HostCommand::find).filter(Objects::nonNull).toList();
  }

  /** Removes all that this life has made. All sandboxes must be closed before. */
  @Override
  public void close() {
    Stream.of(backend, watchdog, ranges).filter(Objects::nonNull).forEach(HostSandboxes::close);
    Sweeper.removeNodeCgroups(cgroups, directories.node());
    if (Mounts.below(directories.ofNode()).isEmpty()) {
      FileTree.delete(directories.ofNode());
    }
    FileTree.delete(directories.images());
    close(lock);
  }

  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      LOG.warn("a part of the sandboxes could not be closed", e);
    }
  }
}
