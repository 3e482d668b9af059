package dev.missionmesh.cli.local;

import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.Terminal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The mesh that runs as processes on this machine and belongs to one data folder. */
public final class LocalMesh {
  /** Most processes that a service can have. */
  public static final int MOST_REPLICAS = 4;

  /** The data folder; it need not exist yet. */
  public static Path data() {
    return DataFolder.current().root();
  }

  /** Address of the gateway, or of the firewall before it; fails when this mesh was never started. */
  public static URI gateway() {
    DataFolder data = DataFolder.current();
    return attempt(
        () -> URI.create(MeshState.read(started(data)).publicUrl()));
  }

  /** The first API key of the tenant {@code default}. */
  public static String defaultKey() {
    return key("default");
  }

  /** The first API key of the tenant {@code system}. */
  public static String systemKey() {
    return key("system");
  }

  /** Starts what is not running, telling {@code terminal}; silent and quick when all is well. */
  public static void ensureUp(Terminal terminal) {
    if (status().isReady()) return;
    up(null, null, null, List.of(), terminal);
  }

  /**
   * Starts what is not running and waits until it is ready.
   *
   * @param profile the services wanted; null means those of the last start, at first all
   * @param waf the firewall wanted before the gateway; null means that of the last start, at first none
   * @param replicas processes wanted of each service; null means those of the last start, at first one
   * @param only names of the parts wanted; empty means all
   */
  public static MeshStatus up(
      Profile profile, WafMode waf, Integer replicas, Collection<String> only, Terminal terminal) {
    DataFolder data = DataFolder.current();
    return attempt(
        () -> {
          Layout last = MeshState.read(data).layout();
          var wanted =
              new Layout(
                  profile == null ? last.profile() : profile,
                  waf == null ? last.waf() : waf,
                  replicas == null ? last.replicas() : replicas);
          return MeshStatus.of(new Supervisor(data, terminal).up(wanted, only));
        });
  }

  /** Stops everything in good order. */
  public static void down(Terminal terminal) {
    attempt(
        () -> {
          new Supervisor(DataFolder.current(), terminal).down();
          return null;
        });
  }

  /**
   * Replaces secrets of the running mesh, without a request that fails.
   *
   * @param kinds which
   * @param overlap how long tokens signed with an old key are taken
   */
  public static List<SecretRotation.Rotated> rotateSecrets(
      Set<SecretRotation.Kind> kinds, Duration overlap, Terminal terminal) {
    DataFolder data = DataFolder.current();
    return attempt(
        () -> {
          try (UpLock _ = UpLock.take(started(data), terminal)) {
            Parts parts = Parts.known(data, Project.current());
            return new SecretRotation(parts, kinds, terminal).run(overlap);
          }
        });
  }

  /**
   * Starts services of the running mesh anew, one process after the other.
   *
   * @param services which; empty means all
   */
  public static MeshStatus restart(Collection<String> services, Terminal terminal) {
    DataFolder data = DataFolder.current();
    return attempt(
        () -> {
          try (UpLock _ = UpLock.take(started(data), terminal)) {
            Parts parts = Parts.known(data, Project.current());
            new RollingRestart(parts, data, terminal).run(services);
            return MeshStatus.of(parts);
          }
        });
  }

  /** How the mesh is doing right now. */
  public static MeshStatus status() {
    DataFolder data = DataFolder.current();
    return attempt(
        () -> {
          MeshState state = MeshState.read(data);
          if (state.ports().isEmpty()) return new MeshStatus(state.layout().profile().label(), null, List.of());
          return MeshStatus.of(Parts.known(data, Project.current()));
        });
  }

  private static String key(String tenant) {
    DataFolder data = DataFolder.current();
    return attempt(() -> Files.readString(started(data).key(tenant)).strip());
  }

  private static DataFolder started(DataFolder data) {
    if (!Files.exists(data.state())) {
      throw Failure.error("no mesh has been started in " + data.root(), "Start one with: mesh up");
    }
    return data;
  }

  private interface Step<T> {
    T run() throws Exception;
  }

  private static <T> T attempt(Step<T> step) {
    try {
      return step.run();
    } catch (RuntimeException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.error("interrupted", null);
    } catch (Exception e) {
      throw Failure.error(e.getMessage() == null ? e.toString() : e.getMessage(), null);
    }
  }

  private LocalMesh() {}
}
