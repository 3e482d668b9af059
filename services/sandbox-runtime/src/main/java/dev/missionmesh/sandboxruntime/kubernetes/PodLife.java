package dev.missionmesh.sandboxruntime.kubernetes;

import dev.missionmesh.sandboxruntime.application.SandboxFailed;
import dev.missionmesh.sandboxruntime.application.SandboxRequest;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/** Makes one Pod with its Secrets and removes them. */
final class PodLife {
  private final KubernetesClient client;
  private final String namespace;
  private final Duration patience;
  private final PodRemoval removal;
  private final Runnable over;
  private final Pod pod;
  private final List<Secret> secrets = new ArrayList<>();
  private final CompletableFuture<Void> absent = new CompletableFuture<>();
  private String uid;
  private boolean anothers;
  private boolean made;
  private boolean removing;
  private boolean removingForGood;

  /**
   * @param over called once, when the Pod is gone or will never be
   */
  PodLife(
      KubernetesClient client,
      KubernetesSettings settings,
      SandboxRequest request,
      String life,
      OwnerReference owner,
      PodRemoval removal,
      Runnable over)
      throws SandboxFailed {
    this.client = client;
    this.namespace = settings.namespace();
    this.patience = settings.startTimeout();
    this.removal = removal;
    this.over = over;
    String name = PodNames.pod(request.missionId(), request.token());
    String nonce = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    for (Map<String, byte[]> files : PodInput.secrets(request)) {
      secrets.add(secret(PodNames.secret(name, nonce, secrets.size()), life, owner, files));
    }
    pod =
        new PodManifest(settings.pods(), patience)
            .pod(request, name, nonce, life, owner, secretNames());
    var _ = absent.whenComplete((nothing, failure) -> over.run());
  }

  private static Secret secret(
      String name, String life, OwnerReference owner, Map<String, byte[]> files) {
    Map<String, String> data = new TreeMap<>();
    files.forEach((file, bytes) -> data.put(file, Base64.getEncoder().encodeToString(bytes)));
    return new SecretBuilder()
        .withNewMetadata()
        .withName(name)
        .withLabels(Labels.of(life))
        .withOwnerReferences(owner)
        .endMetadata()
        .withType("missionmesh.dev/mission")
        .withImmutable(true)
        .withData(data)
        .build();
  }

  String pod() {
    return pod.getMetadata().getName();
  }

  Duration patience() {
    return patience;
  }

  /**
   * Makes everything.
   *
   * @throws SandboxFailed if it cannot be made, was changed underway, or the attempt has a Pod
   *     already; what was made goes with {@link #remove}
   */
  void make(BooleanSupplier givenUp) throws SandboxFailed, InterruptedException {
    synchronized (this) {
      if (removing) {
        throw new SandboxFailed("ended before it began");
      }
      made = true;
    }
    for (Secret secret : secrets) {
      ApiCalls.patiently(
          "the Pod's Secret could not be made", patience, givenUp, () -> create(secret));
    }
    Pod admitted =
        ApiCalls.patiently("the Pod could not be made", patience, givenUp, this::createPod);
    if (anothers) {
      throw new SandboxFailed("the attempt has a Pod already, which this node has not made");
    }
    synchronized (this) {
      uid = admitted.getMetadata().getUid();
    }
    List<String> deviations = Admitted.deviations(pod, admitted);
    if (!deviations.isEmpty()) {
      throw new SandboxFailed("limits are not in force: " + String.join("; ", deviations));
    }
  }

  private Secret create(Secret secret) {
    try {
      return client.secrets().inNamespace(namespace).resource(secret).create();
    } catch (KubernetesClientException e) {
      if (ApiCalls.conflict(e)) {
        return secret; // nobody else has this name: an answer was lost
      }
      throw e;
    }
  }

  private Pod createPod() {
    try {
      return client.pods().inNamespace(namespace).resource(pod).create();
    } catch (KubernetesClientException e) {
      Pod found =
          ApiCalls.conflict(e) ? client.pods().inNamespace(namespace).withName(pod()).get() : null;
      if (found == null) {
        throw e;
      }
      String nonce = pod.getMetadata().getAnnotations().get(Labels.NONCE);
      anothers = !nonce.equals(found.getMetadata().getAnnotations().get(Labels.NONCE));
      return found;
    }
  }

  /**
   * Begins to remove everything.
   *
   * @param ended whether the process is known to have ended
   */
  synchronized void remove(boolean ended) {
    if (!made) {
      absent.complete(null);
    } else if (!removing || (ended && !removingForGood)) {
      String target = anothers ? null : pod();
      removal.remove(new PodRemoval.Target(target, uid, secretNames(), ended), absent);
      removingForGood |= ended;
    }
    removing = true;
  }

  /** Completes when the Pod is gone. */
  CompletableFuture<Void> absent() {
    return absent;
  }

  /** The Pod is gone. */
  void gone() {
    absent.complete(null);
  }

  private List<String> secretNames() {
    return secrets.stream().map(secret -> secret.getMetadata().getName()).toList();
  }
}
