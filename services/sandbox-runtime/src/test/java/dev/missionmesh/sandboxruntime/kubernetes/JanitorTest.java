package dev.missionmesh.sandboxruntime.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.missionmesh.sandboxruntime.application.Sandbox;
import dev.missionmesh.sandboxruntime.application.SandboxFailed;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * Nothing is left behind, whoever dies. The mock has no garbage collector, so that it is all this.
 */
@DisabledIfSystemProperty(named = "mesh.kubernetes", matches = "true")
class JanitorTest {
  private Cluster cluster;
  private KubernetesSettings settings;

  @BeforeEach
  void open() throws Exception {
    cluster = new Cluster();
    settings = cluster.settings(4, Duration.ofSeconds(5), Duration.ofSeconds(2));
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  private List<String> leases() {
    return cluster.client.leases().inNamespace(cluster.namespace).list().getItems().stream()
        .map(lease -> lease.getMetadata().getName())
        .toList();
  }

  /** What a node leaves that was killed: its Lease, a Pod and a Secret. */
  private void left(String life, String node, String pod) {
    cluster
        .client
        .leases()
        .inNamespace(cluster.namespace)
        .resource(
            new LeaseBuilder()
                .withNewMetadata()
                .withName(life)
                .withLabels(Labels.of(life))
                .addToLabels(Labels.NODE, node)
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity(node)
                .withLeaseDurationSeconds(2)
                .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC))
                .endSpec()
                .build())
        .create();
    cluster
        .client
        .secrets()
        .inNamespace(cluster.namespace)
        .resource(new SecretBuilder().withNewMetadata().withName(pod + "-s").endMetadata().build())
        .create();
    cluster.kubelet.hold = true;
    cluster
        .client
        .pods()
        .inNamespace(cluster.namespace)
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withName(pod)
                .withLabels(new HashMap<>(Labels.of(life)))
                .endMetadata()
                .withNewSpec()
                .addNewVolume()
                .withName("mission")
                .withNewProjected()
                .addNewSource()
                .withNewSecret()
                .withName(pod + "-s")
                .endSecret()
                .endSource()
                .endProjected()
                .endVolume()
                .endSpec()
                .build())
        .create();
    cluster.kubelet.hold = false;
  }

  @Test
  void whatAnEarlierLifeOfTheNodeLeftGoesAtItsNextStart() throws Exception {
    left("node-a-00000000", "node-a", "mm-old-1");
    try (KubernetesSandboxes node = cluster.open("node-a", settings)) {
      assertThat(cluster.swept).containsExactly("mm-old-1");
      await().until(() -> !cluster.pods().contains("mm-old-1"));
      await().until(() -> !leases().contains("node-a-00000000"));
      assertThat(
              cluster.client.secrets().inNamespace(cluster.namespace).withName("mm-old-1-s").get())
          .isNull();
    }
    await().until(() -> cluster.pods().isEmpty());
    assertThat(leases()).isEmpty();
  }

  @Test
  void whatADeadNodeLeftGoesWhenItsLeaseIsNotRenewed() throws Exception {
    left("node-dead-00000000", "node-dead", "mm-dead-1");
    try (KubernetesSandboxes node = cluster.open("node-a", settings)) {
      assertThat(cluster.pods()).contains("mm-dead-1");
      await().atMost(Duration.ofSeconds(15)).until(() -> leases().size() == 1);
      assertThat(cluster.swept).containsExactly("mm-dead-1");
      assertThat(cluster.pods()).doesNotContain("mm-dead-1");
    }
  }

  @Test
  void aPodWhoseLeaseIsGoneGoesAndALivingNodesPodStays() throws Exception {
    left("node-x-00000000", "node-x", "mm-orphan-1");
    cluster.client.leases().inNamespace(cluster.namespace).withName("node-x-00000000").delete();
    try (KubernetesSandboxes living = cluster.open("node-b", settings);
        Sandbox sandbox = living.backend().create(Nodes.request("m-1", 1, "sleep", "3"))) {
      sandbox.start();
      try (KubernetesSandboxes node = cluster.open("node-a", settings)) {
        assertThat(sandbox.awaitExit(Duration.ofSeconds(10))).hasValue(0);
      }
      assertThat(cluster.swept).containsExactly("mm-orphan-1");
    }
  }

  @Test
  void aNodeThatCannotSeeTheClusterDoesNotBegin() {
    cluster.api.down(true);
    assertThatThrownBy(
            () ->
                cluster.open(
                    "node-a", cluster.settings(1, Duration.ofMillis(300), Duration.ofSeconds(3))))
        .isInstanceOf(SandboxFailed.class)
        .hasMessageContaining("Lease could not be made")
        .hasMessageContaining("onnection");
    cluster.api.down(false);
    cluster.api.fault = line -> line.startsWith("POST") && line.contains("/secrets") ? 403 : null;
    assertThatThrownBy(() -> cluster.open("node-a", settings))
        .isInstanceOf(SandboxFailed.class)
        .hasMessageContaining("Secret could not be made");
    assertThat(leases()).isEmpty();
    assertThat(cluster.pods()).isEmpty();
  }
}
