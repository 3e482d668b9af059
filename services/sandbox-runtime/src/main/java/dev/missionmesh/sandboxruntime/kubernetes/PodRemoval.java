package dev.missionmesh.sandboxruntime.kubernetes;

import dev.missionmesh.sandboxruntime.application.Backoff;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Removes Pods and their Secrets beside the caller's work, and does not stop before the API server
 * has said that they are gone.
 */
final class PodRemoval implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(PodRemoval.class);
  private static final int THREADS = 4;
  private static final Duration AGAIN = Duration.ofMillis(250);
  private static final Duration LAST = Duration.ofSeconds(3);
  private static final Duration AGAIN_AT_MOST = Duration.ofSeconds(5);

  /**
   * What is to go.
   *
   * @param pod name; null if there is none of ours
   * @param uid of the Pod; null if it was never known, then only one of this life goes
   * @param ended whether its process is known to have ended, so that nothing is waited for
   */
  record Target(String pod, String uid, List<String> secrets, boolean ended) {}

  private final KubernetesClient client;
  private final String namespace;
  private final String life;
  private final Set<CompletableFuture<Void>> pending = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(
          THREADS, Thread.ofPlatform().daemon(true).name("sandbox-removal-", 0).factory());

  PodRemoval(KubernetesClient client, String namespace, String life) {
    this.client = client;
    this.namespace = namespace;
    this.life = life;
  }

  /**
   * Begins to remove.
   *
   * @param gone completed here when the Pod is gone; whoever knows it before may complete it
   */
  void remove(Target target, CompletableFuture<Void> gone) {
    pending.add(gone);
    var _ = gone.whenComplete((nothing, failure) -> pending.remove(gone));
    attempt(target, new Backoff(AGAIN, AGAIN_AT_MOST), gone, Duration.ZERO);
  }

  private void attempt(
      Target target, Backoff backoff, CompletableFuture<Void> gone, Duration after) {
    try {
      var _ =
          threads.schedule(
              () -> {
                Target left = removed(target, gone);
                if (left != null) {
                  attempt(left, backoff, gone, backoff.next());
                }
              },
              after.toNanos(),
              TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // this life ends: its Lease goes, and all that it owns with it
      gone.cancel(false);
    }
  }

  /** Asks for the end of all parts; returns what is to be asked for again, null for nothing. */
  private Target removed(Target target, CompletableFuture<Void> gone) {
    try {
      for (String secret : target.secrets()) {
        client.secrets().inNamespace(namespace).withName(secret).delete();
      }
      if (gone.isDone() || target.pod() == null || absent(target)) {
        gone.complete(null);
        return null;
      }
      return new Target(target.pod(), target.uid(), List.of(), target.ended());
    } catch (KubernetesClientException e) {
      LOG.debugf("a Pod could not be removed yet: pod=%s reason=%s", target.pod(), e.getMessage());
      return target;
    }
  }

  private boolean absent(Target target) {
    if (target.uid() == null && !ours(target.pod())) {
      return true;
    }
    return client
        .pods()
        .inNamespace(namespace)
        .withName(target.pod())
        .withGracePeriod(target.ended() ? 0 : 1)
        .delete()
        .isEmpty();
  }

  private boolean ours(String pod) {
    Pod found = client.pods().inNamespace(namespace).withName(pod).get();
    return found != null && life.equals(found.getMetadata().getLabels().get(Labels.LIFE));
  }

  /** Waits a little for what is being removed. */
  @Override
  public void close() {
    try {
      CompletableFuture.allOf(pending.toArray(CompletableFuture[]::new))
          .get(LAST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException e) {
      LOG.debug("Pods are left to the cluster's collector");
    }
    threads.shutdownNow();
  }
}
