package dev.missionmesh.sandboxruntime.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.missionmesh.sandboxruntime.application.Sandbox;
import dev.missionmesh.sandboxruntime.application.SandboxBackend;
import dev.missionmesh.sandboxruntime.application.SandboxFailed;
import dev.missionmesh.sandboxruntime.application.SandboxRequest;
import dev.missionmesh.sandboxruntime.domain.SandboxInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Sandboxes by an OCI runtime of the host, crun or runc. */
final class OciBackend implements SandboxBackend {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final OciRuntime runtime;
  private final NodeDirectories directories;
  private final HostCgroups cgroups;
  private final Bundle.Host host;
  private final CellPool cells;
  private final SandboxInfo info;

  OciBackend(
      OciRuntime runtime,
      NodeDirectories directories,
      HostCgroups cgroups,
      Bundle.Host host,
      CellPool cells) {
    this.runtime = runtime;
    this.directories = directories;
    this.cgroups = cgroups;
    this.host = host;
    this.cells = cells;
    this.info =
        host.userNamespace()
            ? new SandboxInfo("oci-" + runtime.name(), false, null)
            : new SandboxInfo("oci-" + runtime.name(), true, "no user namespaces on this host");
  }

  @Override
  public SandboxInfo info() {
    return info;
  }

  @Override
  public Sandbox create(SandboxRequest request) throws SandboxFailed {
    Cell cell = cells.take(request.limits().diskBytes());
    ContainerPipes pipes = null;
    try {
      write(request, cell);
      pipes = new ContainerPipes(cell);
      if (!runtime.create(cell).ok()) {
        throw new SandboxFailed("container could not be made: " + OciRuntime.complaint(cell));
      }
      pipes.handOver();
      return adopt(request, cell, pipes);
    } catch (IOException | RuntimeException e) {
      clear(cell, pipes);
      throw new SandboxFailed("container could not be made: " + e.getMessage(), e);
    } catch (SandboxFailed e) {
      clear(cell, pipes);
      throw e;
    }
  }

  private void write(SandboxRequest request, Cell cell) throws IOException {
    FileTree.write(cell.stdin(), request.stdin());
    if (request.script() != null) {
      FileTree.write(cell.script(), request.script());
    }
    String cgroup = cgroups.pathOf(directories.node(), cell.id());
    FileTree.write(
        cell.config(),
        JSON.writeValueAsBytes(Bundle.config(request, cell, directories, cgroup, host)));
  }

  private Sandbox adopt(SandboxRequest request, Cell cell, ContainerPipes pipes)
      throws IOException, SandboxFailed {
    long pid = Long.parseLong(Files.readString(cell.pidFile()).strip());
    ProcessHandle init =
        ProcessHandle.of(pid)
            .orElseThrow(() -> new SandboxFailed("the container ended before it began"));
    SandboxCgroup cgroup = new SandboxCgroup(cgroups.of(pid), cgroups.pureVersion2());
    Files.write(
        cell.directory().resolve(Sweeper.CGROUPS),
        cgroup.directories().stream()
            .map(Path::toString)
            .collect(Collectors.joining("\n"))
            .getBytes(StandardCharsets.UTF_8));
    List<String> deviations = cgroup.deviations(request.limits());
    if (!deviations.isEmpty()) {
      throw new SandboxFailed("limits are not in force: " + String.join("; ", deviations));
    }
    return new OciSandbox(runtime, cells, cell, pipes, init, cgroup);
  }

  private void clear(Cell cell, ContainerPipes pipes) {
    runtime.delete(cell.id());
    Sweeper.removeCgroups(cgroups, directories.node(), cell.id());
    if (pipes != null) {
      pipes.close();
    }
    cells.discard(cell);
  }

  @Override
  public void close() {
    cells.close();
  }
}
