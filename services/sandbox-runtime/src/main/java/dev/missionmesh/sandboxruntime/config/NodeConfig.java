package dev.missionmesh.sandboxruntime.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How this node works. */
@ConfigMapping(prefix = "mesh.node")
public interface NodeConfig {
  /**
   * Leases held at one time whose attempts have not ended. 1 to 1024; more keeps the node busier
   * and takes more missions away from other nodes. Attempts of the executor {@code noop} end at
   * once and hardly count.
   */
  @Min(1)
  @Max(1024)
  @WithDefault("64")
  int slots();

  /**
   * Sandboxes that run at one time; further leases wait on the node. 1 to 48, since each sandbox
   * has a range of user ids from a block of 64. More than four per core only makes all of them
   * slower.
   */
  @Min(1)
  @Max(48)
  @WithDefault("8")
  int processes();

  /**
   * Which sandbox back end to use. {@code AUTO} takes the first OCI runtime of this host that
   * works, else bubblewrap, which is marked degraded. {@code KUBERNETES} makes Pods.
   */
  @WithDefault("AUTO")
  BackendChoice backend();

  /** For the back end {@code KUBERNETES} only. */
  KubernetesConfig kubernetes();

  /**
   * Directory of bundles and mounts. Absolute, short, without spaces; every user must be able to
   * pass through it. Unset: {@code /run/missionmesh}, or a directory of the user's own below the
   * temporary one where that cannot be written.
   */
  Optional<Path> runDirectory();

  /**
   * First host user id that sandboxes may have; the ids up to 2^28 above it are dealt to the nodes
   * of this host.
   */
  @WithDefault("1879048192")
  int uidBase();

  /**
   * Work spaces kept ready. 0 to 12; each saves about 30 ms of a start and costs a mounted, mostly
   * empty disk image.
   */
  @Min(0)
  @Max(12)
  @WithDefault("4")
  int preparedWorkspaces();

  /**
   * Size in bytes of the work spaces kept ready; missions that ask for another size wait for
   * theirs. Best the default of missions, 1 GiB.
   */
  @WithDefault("1073741824")
  long preparedDiskBytes();

  /** How long a question for work waits at mission. Up to 20 s; longer means fewer idle calls. */
  @WithDefault("PT10S")
  Duration leaseWait();

  /**
   * How often leases are looked at while attempts are underway. Positive; shorter means that a
   * cancel is seen sooner.
   */
  @WithDefault("PT1S")
  Duration cancelCheck();

  /**
   * How long before a lease runs out unrenewed the work on it is stopped. Positive, well below
   * mission's lease time.
   */
  @WithDefault("PT3S")
  Duration safety();

  /**
   * How long running attempts may go on when the node is told to stop; the rest is handed back. Not
   * negative.
   */
  @WithDefault("PT10S")
  Duration drainGrace();
}
