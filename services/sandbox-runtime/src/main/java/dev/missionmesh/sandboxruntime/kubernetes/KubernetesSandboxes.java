package dev.missionmesh.sandboxruntime.kubernetes;

import dev.missionmesh.sandboxruntime.application.NodeSandboxes;
import dev.missionmesh.sandboxruntime.application.SandboxBackend;
import dev.missionmesh.sandboxruntime.application.SandboxFailed;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * One life of a node's sandboxes on a cluster: holds a Lease that owns them, sweeps what earlier
 * lives and dead nodes have left, and finds out what Pods promise here by running one.
 */
public final class KubernetesSandboxes implements NodeSandboxes {
  private static final Logger LOG = Logger.getLogger(KubernetesSandboxes.class);
  private static final int HTTPS = 443;

  private final KubernetesClient client;
  private final KubernetesSettings settings;
  private final NodeLease lease;
  private final PodRemoval removal;
  private final PodWatch watch;
  private final Janitor janitor;
  private final KubernetesBackend backend;
  private final ScheduledExecutorService cleaning =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon(true).name("sandbox-janitor").factory());

  private KubernetesSandboxes(
      KubernetesClient client, KubernetesSettings settings, String node, Consumer<String> swept) {
    String life = node + "-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    this.client = client;
    this.settings = settings;
    String namespace = settings.namespace();
    lease = new NodeLease(client, namespace, life, node, settings.lease(), this::leaseLost);
    removal = new PodRemoval(client, namespace, life);
    watch = new PodWatch(client, namespace, life, settings.resync());
    janitor = new Janitor(client, namespace, node, life, removal, swept, System::nanoTime);
    backend = new KubernetesBackend(client, settings, life, lease, watch, removal);
  }

  /**
   * Opens a life.
   *
   * @param client of the cluster; closed with the life
   * @param node the only one of its name, of which this process is the only life
   * @param swept told the name of each Pod left by others that is being removed, from any thread
   * @throws SandboxFailed if the API server does not answer, refuses, or Pods do not work; nothing
   *     is left behind
   */
  public static KubernetesSandboxes open(
      KubernetesClient client, KubernetesSettings settings, String node, Consumer<String> swept)
      throws SandboxFailed {
    KubernetesSandboxes sandboxes = new KubernetesSandboxes(client, settings, node, swept);
    try {
      sandboxes.begin();
      return sandboxes;
    } catch (SandboxFailed | RuntimeException e) {
      sandboxes.close();
      throw e;
    }
  }

  private void begin() throws SandboxFailed {
    try {
      lease.take(settings.startTimeout());
      ApiCalls.patiently(
          "Pods and Leases could not be listed",
          settings.startTimeout(),
          () -> false,
          () -> {
            janitor.sweep();
            return null;
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxFailed("interrupted", e);
    }
    URI server = URI.create(client.getMasterUrl().toString());
    int port = server.getPort() < 0 ? HTTPS : server.getPort();
    PodProbe.Network network = PodProbe.run(backend, server.getHost(), port);
    List<String> lacks = lacks(network);
    if (!lacks.isEmpty()) {
      backend.lacks(String.join("; ", lacks));
    }
    LOG.infof(
        "sandbox back end: backend=%s namespace=%s degraded=%s",
        KubernetesBackend.NAME, settings.namespace(), String.join("; ", lacks));
    long pause = settings.lease().toNanos() / 3;
    var _ = cleaning.scheduleWithFixedDelay(this::clean, pause, pause, TimeUnit.NANOSECONDS);
  }

  private List<String> lacks(PodProbe.Network network) {
    List<String> lacks = new ArrayList<>();
    if (!settings.pods().userNamespaces() && settings.pods().runtimeClass() == null) {
      lacks.add("no user namespaces");
    }
    if (network == PodProbe.Network.OPEN) {
      lacks.add("the network is open: the cluster does not obey NetworkPolicies");
    } else if (network == PodProbe.Network.UNKNOWN) {
      lacks.add("the image has no bash to see whether the network is closed");
    }
    return lacks;
  }

  @Override
  public SandboxBackend backend() {
    return backend;
  }

  private void clean() {
    try {
      janitor.sweep();
    } catch (KubernetesClientException e) {
      LOG.warnf("left-over sandboxes could not be looked for: %s", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("left-over sandboxes could not be looked for", e);
    }
  }

  private void leaseLost() {
    backend.abandonAll();
  }

  @Override
  public void close() {
    cleaning.shutdownNow();
    removal.close();
    watch.close();
    lease.close();
    client.close();
  }
}
