package dev.missionmesh.sandboxruntime.kubernetes;

import dev.missionmesh.sandboxruntime.application.SandboxBackend;
import dev.missionmesh.sandboxruntime.application.SandboxFailed;
import dev.missionmesh.sandboxruntime.sandbox.SandboxesUnderTest;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Sandboxes as Pods: of the Fabric8 mock with a kubelet that runs real containers, or with {@code
 * -Dmesh.kubernetes=true} of the cluster of {@code KUBECONFIG}, in a namespace of their own.
 */
public final class Cluster extends SandboxesUnderTest {
  static final boolean REAL = Boolean.getBoolean("mesh.kubernetes");

  /** Has bash, python3 and perl in /usr/bin. */
  static final String IMAGE = System.getProperty("mesh.kubernetes.image", "buildpack-deps:trixie");

  final String namespace = "sandboxes-" + UUID.randomUUID().toString().substring(0, 8);
  final List<String> swept = new CopyOnWriteArrayList<>();
  final ApiFront api;
  final TestKubelet kubelet;
  final KubernetesClient client;
  private final Config config;
  private KubernetesSandboxes sandboxes;

  Cluster() throws IOException {
    if (REAL) {
      api = null;
      kubelet = null;
      config = Config.autoConfigure(null);
      client = new KubernetesClientBuilder().withConfig(config).build();
      makeNamespace();
    } else {
      api = new ApiFront();
      config = new ConfigBuilder(Config.empty()).withMasterUrl(api.url()).build();
      client = new KubernetesClientBuilder().withConfig(config).build();
      kubelet = new TestKubelet(api, client, namespace);
      api.kubelet(kubelet);
    }
  }

  private void makeNamespace() {
    client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(namespace)
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .endMetadata()
                .build())
        .create();
    client
        .resource(
            new NetworkPolicyBuilder()
                .withNewMetadata()
                .withName("deny")
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withNewPodSelector()
                .endPodSelector()
                .withPolicyTypes("Ingress", "Egress")
                .endSpec()
                .build())
        .create();
  }

  /** A cluster with the sandboxes of one node. */
  public static Cluster withNode() throws IOException, SandboxFailed {
    Cluster cluster = new Cluster();
    cluster.sandboxes = cluster.open("node-test", cluster.settings());
    return cluster;
  }

  KubernetesSandboxes open(String node, KubernetesSettings settings) throws SandboxFailed {
    return KubernetesSandboxes.open(nodeClient(), settings, node, swept::add);
  }

  /** As a node makes it. */
  KubernetesClient nodeClient() {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(config)
                .withRequestRetryBackoffLimit(0)
                .withConnectionTimeout(2_000)
                .withRequestTimeout(5_000)
                .withWatchReconnectInterval(50)
                .withUserAgent("missionmesh-sandbox-runtime")
                .build())
        .build();
  }

  KubernetesSettings settings() {
    return settings(
        16, REAL ? Duration.ofMinutes(2) : Duration.ofSeconds(10), Duration.ofSeconds(30));
  }

  KubernetesSettings settings(int most, Duration start, Duration lease) {
    PodTerms pods =
        new PodTerms(IMAGE, "IfNotPresent", List.of(), null, false, 0x70000000, 10, Map.of());
    return new KubernetesSettings(namespace, pods, most, start, lease, Duration.ofSeconds(30));
  }

  /** From now on nothing can be made whose address ends so; null for everything as usual. */
  public void refuse(String path) {
    api.fault = line -> path != null && line.startsWith("POST") && line.endsWith(path) ? 403 : null;
  }

  /** Names of the Pods that are there. */
  public List<String> pods() {
    return client.pods().inNamespace(namespace).list().getItems().stream()
        .map(pod -> pod.getMetadata().getName())
        .toList();
  }

  @Override
  public SandboxBackend backend() {
    return sandboxes.backend();
  }

  @Override
  public void close() {
    if (sandboxes != null) {
      sandboxes.close();
    }
    if (REAL) {
      client.namespaces().withName(namespace).delete();
    } else {
      kubelet.close();
      api.close();
    }
    client.close();
  }
}
