package dev.missionmesh.sandboxruntime.kubernetes;

import dev.missionmesh.sandboxruntime.sandbox.Containers;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A kubelet: runs each Pod's container as a real one on this host, as the Pod says, and tells the
 * API server. A test can hold Pods back, or tell a state of its own.
 */
final class TestKubelet implements AutoCloseable {
  /** A Pod with a container. */
  private static final class Run {
    final ByteArrayOutputStream log = new ByteArrayOutputStream();
    volatile boolean began;
    volatile boolean ended;
    volatile boolean terminating;
  }

  /** Names of all Pods that were ever run, once for each run. */
  final List<String> ran = new CopyOnWriteArrayList<>();

  private final KubernetesClient client;
  private final String namespace;
  private final ApiFront api;
  private final Containers containers;
  private final Map<String, PodStatus> untold = new ConcurrentHashMap<>();
  private final Map<String, Run> runs = new ConcurrentHashMap<>();

  /** While it is so, Pods stay pending. */
  volatile boolean hold;

  TestKubelet(ApiFront api, KubernetesClient client, String namespace) throws IOException {
    this.api = api;
    this.client = client;
    this.namespace = namespace;
    this.containers = new Containers();
  }

  /** A Pod was made. */
  void made(byte[] json) {
    Pod pod = Serialization.unmarshal(new String(json, StandardCharsets.UTF_8), Pod.class);
    if (!hold) {
      runs.put(name(pod), new Run());
      Thread.ofPlatform().daemon(true).name("kubelet").start(() -> run(pod));
    }
  }

  /** A Pod is to go: true if that takes until its container has ended. */
  boolean end(String pod, boolean now) {
    Run run = runs.get(pod);
    if (run == null || run.ended) {
      runs.remove(pod);
      return false;
    }
    run.terminating = true;
    containers.kill(pod);
    return !now;
  }

  boolean hasLog(String pod) {
    Run run = runs.get(pod);
    return run != null && run.began;
  }

  /** The log from a position on; null at its end. */
  byte[] log(String pod, int from) {
    Run run = runs.get(pod);
    if (run == null) {
      return null;
    }
    synchronized (run.log) {
      byte[] all = run.log.toByteArray();
      return from < all.length
          ? Arrays.copyOfRange(all, from, all.length)
          : run.ended ? null : new byte[0];
    }
  }

  /** Tells a state that no container of this kubelet is in. */
  void tell(String pod, PodStatus status) {
    Pod found = client.pods().inNamespace(namespace).withName(pod).get();
    found.setStatus(status);
    client.pods().inNamespace(namespace).resource(found).updateStatus();
  }

  /** Tells again what could not be told, as kubelets do. */
  void retell() {
    untold.forEach(this::tell);
    untold.clear();
  }

  private void tellOrKeep(String pod, PodStatus status) {
    if (api.isDown()) {
      untold.put(pod, status);
    } else {
      tell(pod, status);
    }
  }

  private void run(Pod pod) {
    String name = name(pod);
    Run run = runs.get(name);
    try {
      Containers.Spec spec = spec(pod);
      ran.add(name);
      Process process = containers.start(name, spec);
      run.began = true;
      Thread errors = Thread.ofPlatform().start(() -> copy(process.getErrorStream(), run));
      tell(
          name,
          status("Running", new ContainerStateBuilder().withNewRunning().endRunning().build()));
      copy(process.getInputStream(), run);
      errors.join();
      Containers.Ended ended = containers.await(name, spec);
      run.ended = true;
      String reason =
          ended.outOfMemory() ? "OOMKilled" : ended.exitCode() == 0 ? "Completed" : "Error";
      tellOrKeep(
          name,
          status(
              ended.exitCode() == 0 ? "Succeeded" : "Failed",
              new ContainerStateBuilder()
                  .withNewTerminated()
                  .withExitCode(ended.exitCode())
                  .withReason(reason)
                  .endTerminated()
                  .build()));
      if (run.terminating) {
        api.gone("/api/v1/namespaces/" + namespace + "/pods/" + name);
        runs.remove(name);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // the Pod went, or the server is down
      api.gone("/api/v1/namespaces/" + namespace + "/pods/" + name);
    }
  }

  private static void copy(InputStream from, Run to) {
    byte[] bytes = new byte[8192];
    try {
      for (int read = from.read(bytes); read >= 0; read = from.read(bytes)) {
        synchronized (to.log) {
          to.log.write(bytes, 0, read);
        }
      }
    } catch (IOException e) {
      // ended by force
    }
  }

  private Containers.Spec spec(Pod pod) throws IOException {
    Container container = pod.getSpec().getContainers().getFirst();
    SecurityContext security = container.getSecurityContext();
    Map<String, Quantity> limits = container.getResources().getLimits();
    Map<String, Object> volumes = new HashMap<>();
    for (VolumeMount mount : container.getVolumeMounts()) {
      Volume volume =
          pod.getSpec().getVolumes().stream()
              .filter(v -> v.getName().equals(mount.getName()))
              .findFirst()
              .orElseThrow();
      volumes.put(
          mount.getMountPath(),
          volume.getEmptyDir() != null
              ? (Object) bytes(volume.getEmptyDir().getSizeLimit())
              : containers.files(name(pod), secrets(volume)));
    }
    return new Containers.Spec(
        container.getCommand(),
        pod.getSpec().getSecurityContext().getRunAsUser(),
        pod.getSpec().getSecurityContext().getRunAsGroup(),
        Boolean.TRUE.equals(security.getReadOnlyRootFilesystem()),
        Boolean.FALSE.equals(security.getAllowPrivilegeEscalation()),
        security.getCapabilities().getDrop().equals(List.of("ALL")),
        security.getSeccompProfile().getType().equals("RuntimeDefault"),
        bytes(limits.get("memory")),
        limits.get("cpu").getNumericalAmount().movePointRight(3).longValueExact(),
        volumes);
  }

  private Map<String, byte[]> secrets(Volume volume) {
    Map<String, byte[]> files = new HashMap<>();
    volume
        .getProjected()
        .getSources()
        .forEach(
            source ->
                client
                    .secrets()
                    .inNamespace(namespace)
                    .withName(source.getSecret().getName())
                    .require()
                    .getData()
                    .forEach((name, data) -> files.put(name, Base64.getDecoder().decode(data))));
    return files;
  }

  static PodStatus status(String phase, ContainerState state) {
    return new PodStatusBuilder()
        .withPhase(phase)
        .withContainerStatuses(
            new ContainerStatusBuilder().withName(PodManifest.CONTAINER).withState(state).build())
        .build();
  }

  private static long bytes(Quantity quantity) {
    return Quantity.getAmountInBytes(quantity).longValueExact();
  }

  private static String name(Pod pod) {
    return pod.getMetadata().getName();
  }

  @Override
  public void close() {
    containers.close();
  }
}
