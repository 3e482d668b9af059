package dev.missionmesh.sandboxruntime.config;

import dev.missionmesh.sandboxruntime.application.SandboxFailed;
import dev.missionmesh.sandboxruntime.kubernetes.KubernetesSettings;
import dev.missionmesh.sandboxruntime.kubernetes.PodTerms;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How a node keeps sandboxes as Pods. */
public interface KubernetesConfig {
  /** Namespace of the Pods. Nothing else should be in it. */
  @WithDefault("missionmesh-sandboxes")
  String namespace();

  /** Image of the Pods. It has to be given; its programs are what missions can run. */
  Optional<String> image();

  /** When the image is pulled: {@code IfNotPresent}, {@code Always} or {@code Never}. */
  @WithDefault("IfNotPresent")
  String pullPolicy();

  /** Names of Secrets in the Pods' namespace with credentials of the registry. */
  Optional<List<String>> pullSecrets();

  /** RuntimeClass of the Pods, such as {@code gvisor}. Unset: the cluster's own. */
  Optional<String> runtimeClass();

  /** Whether each Pod gets a user namespace; the cluster's nodes have to support it. */
  @WithDefault("false")
  boolean userNamespaces();

  /** How much of its limits is set aside for a Pod, in percent. 1 to 100. */
  @WithDefault("10")
  @Min(1)
  @Max(100)
  int requestPercent();

  /** Labels ({@code name=value}) of the cluster's nodes on which Pods may run. */
  Optional<List<String>> nodeSelector();

  /** Pods of this node that are there at one time, with those that are being removed. 1 to 1024. */
  @WithDefault("16")
  @Min(1)
  @Max(1024)
  int pods();

  /**
   * How long a Pod may take to start, and how long an API server that does not answer is asked
   * again. Positive.
   */
  @WithDefault("PT2M")
  Duration startTimeout();

  /**
   * How long the node's Lease counts unrenewed. At least 1 s; longer bears longer outages of the
   * API server, shorter clears up sooner after a dead node.
   */
  @WithDefault("PT30S")
  Duration lease();

  /** How often the state of all Pods is looked at although nothing was told. Positive. */
  @WithDefault("PT1M")
  Duration resync();

  /** The same without the framework. */
  default KubernetesSettings settings(int uidBase) throws SandboxFailed {
    String image =
        image().orElseThrow(() -> new SandboxFailed("mesh.node.kubernetes.image is not set"));
    PodTerms pods =
        new PodTerms(
            image,
            pullPolicy(),
            pullSecrets().orElse(List.of()),
            runtimeClass().orElse(null),
            userNamespaces(),
            uidBase,
            requestPercent(),
            labels(nodeSelector().orElse(List.of())));
    return new KubernetesSettings(namespace(), pods, pods(), startTimeout(), lease(), resync());
  }

  private static Map<String, String> labels(List<String> pairs) throws SandboxFailed {
    Map<String, String> labels = new TreeMap<>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new SandboxFailed("mesh.node.kubernetes.node-selector: no name=value: " + pair);
      }
      labels.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
    }
    return labels;
  }

  /** A client of the cluster that this process runs in, or of KUBECONFIG; it repeats nothing. */
  static KubernetesClient client() {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder()
                .withRequestRetryBackoffLimit(0)
                .withConnectionTimeout(5_000)
                .withRequestTimeout(10_000)
                .withUserAgent("missionmesh-sandbox-runtime")
                .build())
        .build();
  }
}
