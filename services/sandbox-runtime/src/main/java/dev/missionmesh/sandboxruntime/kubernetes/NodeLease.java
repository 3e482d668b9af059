package dev.missionmesh.sandboxruntime.kubernetes;

import dev.missionmesh.sandboxruntime.application.SandboxFailed;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Shows that a life of a node goes on. It owns all that the life makes: when it goes, the cluster
 * removes the rest. It is believed for two thirds of its term after it was renewed last, so that
 * this node stops before others clear up after it.
 */
final class NodeLease implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(NodeLease.class);
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

  private final KubernetesClient client;
  private final String namespace;
  private final String name;
  private final String node;
  private final Duration term;
  private final Runnable lost;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon(true).name("sandbox-lease").factory());
  private volatile String uid;
  private volatile long renewedAt;
  private volatile boolean held;

  /**
   * @param lost called each time when sandboxes may not go on
   */
  NodeLease(
      KubernetesClient client,
      String namespace,
      String life,
      String node,
      Duration term,
      Runnable lost) {
    this.client = client;
    this.namespace = namespace;
    this.name = life;
    this.node = node;
    this.term = term;
    this.lost = lost;
  }

  /** Makes the Lease and keeps it. */
  void take(Duration patience) throws SandboxFailed, InterruptedException {
    ApiCalls.patiently("the node's Lease could not be made", patience, () -> false, this::make);
    long pause = term.toNanos() / 6;
    var _ = thread.scheduleWithFixedDelay(this::renew, pause, pause, TimeUnit.NANOSECONDS);
  }

  /** Whether sandboxes may be made and go on. */
  boolean held() {
    return held && System.nanoTime() - renewedAt < term.toNanos() * 2 / 3;
  }

  OwnerReference owner() {
    return new OwnerReferenceBuilder()
        .withApiVersion("coordination.k8s.io/v1")
        .withKind("Lease")
        .withName(name)
        .withUid(uid)
        .build();
  }

  private Lease make() {
    long asked = System.nanoTime();
    Lease lease =
        new LeaseBuilder()
            .withNewMetadata()
            .withName(name)
            .withLabels(Labels.of(name))
            .addToLabels(Labels.NODE, node)
            .endMetadata()
            .withNewSpec()
            .withHolderIdentity(node)
            .withLeaseDurationSeconds((int) Math.max(1, term.toSeconds()))
            .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC))
            .endSpec()
            .build();
    Lease made;
    try {
      made = client.leases().inNamespace(namespace).resource(lease).create();
    } catch (KubernetesClientException e) {
      if (!ApiCalls.conflict(e)) {
        throw e;
      }
      made = patch(); // of this life, whose name nobody else has: the first answer was lost
    }
    uid = made.getMetadata().getUid();
    renewedAt = asked;
    held = true;
    return made;
  }

  private void renew() {
    long asked = System.nanoTime();
    try {
      patch();
      renewedAt = asked;
      held = true;
    } catch (KubernetesClientException e) {
      if (ApiCalls.notFound(e)) {
        LOG.errorf("the node's Lease was removed: lease=%s", name);
        loose();
        makeAnew();
      } else if (!held()) {
        LOG.errorf("the node's Lease cannot be renewed: lease=%s reason=%s", name, e.getMessage());
        loose();
      }
    } catch (RuntimeException e) {
      LOG.error("the node's Lease was not renewed", e);
    }
  }

  private void makeAnew() {
    try {
      make();
    } catch (KubernetesClientException e) {
      LOG.errorf("the node's Lease could not be made anew: reason=%s", e.getMessage());
    }
  }

  private void loose() {
    if (held) {
      held = false;
      lost.run();
    }
  }

  private Lease patch() {
    String now = ZonedDateTime.now(ZoneOffset.UTC).format(MICROS);
    Lease patched =
        resource()
            .patch(
                PatchContext.of(PatchType.JSON_MERGE),
                "{\"spec\":{\"renewTime\":\"" + now + "\"}}");
    if (patched == null) {
      throw new KubernetesClientException("no Lease " + name, HttpURLConnection.HTTP_NOT_FOUND, null);
    }
    return patched;
  }

  private Resource<Lease> resource() {
    return client.leases().inNamespace(namespace).withName(name);
  }

  /** Gives the Lease back, and with it all that is left. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      resource().delete();
    } catch (KubernetesClientException e) {
      LOG.warnf("the node's Lease is left for others to remove: lease=%s", name);
    }
  }
}
