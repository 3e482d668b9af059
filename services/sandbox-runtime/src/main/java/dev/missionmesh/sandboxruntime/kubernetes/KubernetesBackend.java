package dev.missionmesh.sandboxruntime.kubernetes;

import dev.missionmesh.sandboxruntime.application.Sandbox;
import dev.missionmesh.sandboxruntime.application.SandboxBackend;
import dev.missionmesh.sandboxruntime.application.SandboxFailed;
import dev.missionmesh.sandboxruntime.application.SandboxRequest;
import dev.missionmesh.sandboxruntime.domain.SandboxInfo;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Sandboxes as Pods of a cluster: one for each attempt. */
final class KubernetesBackend implements SandboxBackend {
  static final String NAME = "kubernetes";

  private final KubernetesClient client;
  private final KubernetesSettings settings;
  private final String life;
  private final NodeLease lease;
  private final PodWatch watch;
  private final PodRemoval removal;
  private final PodLog log;
  private final Semaphore room;
  private final Set<PodSandbox> open = ConcurrentHashMap.newKeySet();
  private volatile SandboxInfo info = new SandboxInfo(NAME, false, null);

  KubernetesBackend(
      KubernetesClient client,
      KubernetesSettings settings,
      String life,
      NodeLease lease,
      PodWatch watch,
      PodRemoval removal) {
    this.client = client;
    this.settings = settings;
    this.life = life;
    this.lease = lease;
    this.watch = watch;
    this.removal = removal;
    this.log = new PodLog(client, settings.namespace());
    this.room = new Semaphore(settings.most(), true);
  }

  @Override
  public SandboxInfo info() {
    return info;
  }

  /** What the cluster does not give. */
  void lacks(String reason) {
    info = new SandboxInfo(NAME, true, reason);
  }

  @Override
  public Sandbox create(SandboxRequest request) throws SandboxFailed {
    takeRoom();
    AtomicReference<PodSandbox> sandbox = new AtomicReference<>();
    PodLife pod;
    try {
      if (!lease.held()) {
        throw new SandboxFailed("the node's Lease is not held");
      }
      pod =
          new PodLife(
              client, settings, request, life, lease.owner(), removal, () -> over(sandbox.get()));
    } catch (SandboxFailed | RuntimeException e) {
      room.release();
      throw e;
    }
    sandbox.set(new PodSandbox(pod, log));
    open.add(sandbox.get());
    watch.listen(pod.pod(), sandbox.get());
    return sandbox.get();
  }

  private void takeRoom() throws SandboxFailed {
    try {
      if (!room.tryAcquire(settings.startTimeout().toNanos(), TimeUnit.NANOSECONDS)) {
        throw new SandboxFailed(settings.most() + " Pods of this node are there already");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxFailed("interrupted", e);
    }
  }

  private void over(PodSandbox sandbox) {
    open.remove(sandbox);
    watch.forget(sandbox.pod(), sandbox);
    room.release();
  }

  /** Ends all sandboxes: the node's Lease is lost. */
  void abandonAll() {
    open.forEach(PodSandbox::abandon);
  }

  @Override
  public void close() {
    // nothing is kept ready
  }
}
