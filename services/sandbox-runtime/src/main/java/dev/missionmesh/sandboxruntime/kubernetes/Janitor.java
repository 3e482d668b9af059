package dev.missionmesh.sandboxruntime.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Removes what earlier lives of this node, and nodes that are dead, have left. Kubernetes' own
 * collector does most of it once a Lease is gone; this finds the Leases whose nodes are. Whether
 * another's Lease is still renewed is judged by this process's own clock. Not safe for several
 * threads.
 */
final class Janitor {
  private static final Logger LOG = Logger.getLogger(Janitor.class);

  private record Seen(Object renewed, long at) {}

  private final KubernetesClient client;
  private final String namespace;
  private final String node;
  private final String life;
  private final PodRemoval removal;
  private final Consumer<String> swept;
  private final LongSupplier nanoTime;
  private final Map<String, Seen> seen = new HashMap<>();
  private final Set<String> told = new HashSet<>();

  /**
   * @param swept told the name of each Pod that is being removed
   */
  Janitor(
      KubernetesClient client,
      String namespace,
      String node,
      String life,
      PodRemoval removal,
      Consumer<String> swept,
      LongSupplier nanoTime) {
    this.client = client;
    this.namespace = namespace;
    this.node = node;
    this.life = life;
    this.removal = removal;
    this.swept = swept;
    this.nanoTime = nanoTime;
  }

  /** Looks once. A Pod is made after its Lease, so Pods are listed first. */
  void sweep() {
    List<Pod> pods =
        client
            .pods()
            .inNamespace(namespace)
            .withLabel(Labels.MANAGED, Labels.MANAGER)
            .list()
            .getItems();
    List<Lease> leases =
        client
            .leases()
            .inNamespace(namespace)
            .withLabel(Labels.MANAGED, Labels.MANAGER)
            .list()
            .getItems();
    Set<String> alive = new HashSet<>();
    Set<String> dead = new HashSet<>();
    for (Lease lease : leases) {
      (dead(lease) ? dead : alive).add(lease.getMetadata().getName());
    }
    seen.keySet().retainAll(alive);
    Set<String> owners = new HashSet<>();
    for (Pod pod : pods) {
      String owner = pod.getMetadata().getLabels().getOrDefault(Labels.LIFE, "");
      if (!alive.contains(owner) && !owner.equals(life)) {
        owners.add(owner);
        remove(pod);
      }
    }
    told.retainAll(pods.stream().map(pod -> pod.getMetadata().getUid()).toList());
    dead.removeAll(owners);
    dead.forEach(lease -> client.leases().inNamespace(namespace).withName(lease).delete());
  }

  private boolean dead(Lease lease) {
    String name = lease.getMetadata().getName();
    if (name.equals(life)) {
      return false;
    }
    if (node.equals(lease.getMetadata().getLabels().get(Labels.NODE))) {
      return true; // this process alone is the node: the other life is over
    }
    Object renewed = String.valueOf(lease.getSpec().getRenewTime());
    Seen last = seen.get(name);
    if (last == null || !last.renewed().equals(renewed)) {
      seen.put(name, new Seen(renewed, nanoTime.getAsLong()));
      return false;
    }
    Integer term = lease.getSpec().getLeaseDurationSeconds();
    long nanos = Duration.ofSeconds(term == null ? 60 : term).toNanos();
    return nanoTime.getAsLong() - last.at() > nanos;
  }

  private void remove(Pod pod) {
    String name = pod.getMetadata().getName();
    String uid = pod.getMetadata().getUid();
    if (!told.add(uid)) {
      return;
    }
    LOG.infof("left-over sandbox swept: sandbox=%s", name);
    swept.accept(name);
    List<String> secrets =
        pod.getSpec().getVolumes().stream()
            .filter(volume -> volume.getProjected() != null)
            .flatMap(volume -> volume.getProjected().getSources().stream())
            .filter(source -> source.getSecret() != null)
            .map(source -> source.getSecret().getName())
            .toList();
    removal.remove(
        new PodRemoval.Target(name, uid, secrets, PodReading.of(pod).isFinal()),
        new CompletableFuture<>());
  }
}
