package dev.missionmesh.sandboxruntime.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.missionmesh.sandboxruntime.application.Sandbox;
import dev.missionmesh.sandboxruntime.application.SandboxFailed;
import dev.missionmesh.sandboxruntime.sandbox.SandboxesUnderTest;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** What goes wrong between node, API server and kubelet. On the mock, which can be made to fail. */
@DisabledIfSystemProperty(named = "mesh.kubernetes", matches = "true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PodFaultsTest {
  private Cluster cluster;
  private KubernetesSandboxes node;

  @BeforeAll
  void open() throws Exception {
    cluster = new Cluster();
    node =
        cluster.open("node-a", cluster.settings(2, Duration.ofSeconds(3), Duration.ofSeconds(4)));
  }

  @AfterEach
  void repair() {
    cluster.api.down(false);
    cluster.api.fault = line -> null;
    cluster.kubelet.hold = false;
    cluster.kubelet.ran.clear();
    await().until(() -> cluster.pods().isEmpty());
  }

  @AfterAll
  void close() {
    node.close();
    cluster.close();
  }

  private CompletableFuture<Void> started(Sandbox sandbox) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            sandbox.start();
          } catch (SandboxFailed e) {
            throw new IllegalStateException(e.getMessage());
          }
        });
  }

  @Test
  void anOutageWhileAMissionRunsLosesNothing() throws Exception {
    try (Sandbox sandbox =
        node.backend()
            .create(
                Nodes.request(
                    "f1-1", 1, "sh", "-c", "echo a; sleep 1; echo b; sleep 1; echo c; exit 3"))) {
      sandbox.start();
      await().until(() -> sandbox.stdout().read() == 'a');
      cluster.api.down(true);
      assertThat(sandbox.awaitExit(Duration.ofMillis(1500))).isEmpty();
      cluster.api.down(false);
      cluster.kubelet.retell();
      assertThat(sandbox.awaitExit(Duration.ofSeconds(20))).hasValue(3);
      assertThat(SandboxesUnderTest.text(sandbox.stdout())).isEqualTo("\nb\nc\n");
    }
  }

  @Test
  void watchesAndLogsThatAreCutAreTakenUpAgain() throws Exception {
    try (Sandbox sandbox =
        node.backend()
            .create(
                Nodes.request(
                    "f2-1",
                    1,
                    "sh",
                    "-c",
                    "for i in 1 2 3 4 5 6 7 8; do echo $i; sleep 0.1; done"))) {
      sandbox.start();
      for (int i = 0; i < 5; i++) {
        cluster.api.cutLogs();
        cluster.api.cutWatches();
        assertThat(sandbox.awaitExit(Duration.ofMillis(100))).isEmpty();
      }
      assertThat(sandbox.awaitExit(Duration.ofSeconds(20))).hasValue(0);
      assertThat(SandboxesUnderTest.text(sandbox.stdout())).isEqualTo("1\n2\n3\n4\n5\n6\n7\n8\n");
    }
  }

  @Test
  void anApiServerThatStaysAwayIsTheSandboxesFailureAndNothingIsLeft() throws Exception {
    Sandbox sandbox = node.backend().create(Nodes.request("f3-1", 1, "true"));
    cluster.api.fault = line -> line.startsWith("POST") && line.contains("/pods") ? 503 : null;
    assertThatThrownBy(sandbox::start)
        .isInstanceOf(SandboxFailed.class)
        .hasMessageContaining("the Pod could not be made");
    cluster.api.fault = line -> null;
    sandbox.close();
    assertThat(cluster.kubelet.ran).noneMatch(pod -> pod.startsWith("mm-f3-1"));
    await()
        .until(
            () ->
                cluster
                    .client
                    .secrets()
                    .inNamespace(cluster.namespace)
                    .list()
                    .getItems()
                    .isEmpty());
  }

  @Test
  void aRefusalIsNotRepeated() throws Exception {
    try (Sandbox sandbox = node.backend().create(Nodes.request("f4-1", 1, "true"))) {
      cluster.api.fault = line -> line.startsWith("POST") && line.contains("/pods") ? 403 : null;
      cluster.api.asked.clear();
      assertThatThrownBy(sandbox::start).isInstanceOf(SandboxFailed.class);
      assertThat(cluster.api.asked.stream().filter(l -> l.matches("POST .*/pods"))).hasSize(1);
      cluster.api.fault = line -> null;
    }
  }

  @Test
  void anAnswerThatWasLostMakesNoSecondPod() throws Exception {
    cluster.api.loseAnswerOf = "POST /api/v1/namespaces/" + cluster.namespace + "/pods";
    try (Sandbox sandbox = node.backend().create(Nodes.request("f5-1", 1, "echo", "once"))) {
      sandbox.start();
      assertThat(Nodes.output(sandbox)).isEqualTo("once\n");
    }
    assertThat(cluster.kubelet.ran.stream().filter("mm-f5-1-1"::equals)).hasSize(1);
  }

  @Test
  void anAttemptThatHasAPodAlreadyIsNotRunTwice() throws Exception {
    try (KubernetesSandboxes other = cluster.open("node-b", cluster.settings());
        Sandbox first = node.backend().create(Nodes.request("f6-1", 1, "sleep", "20"));
        Sandbox second = other.backend().create(Nodes.request("f6-1", 1, "sleep", "20"))) {
      first.start();
      assertThatThrownBy(second::start).hasMessageContaining("has a Pod already");
      second.close();
      assertThat(cluster.pods()).containsExactly("mm-f6-1-1");
      assertThat(first.awaitExit(Duration.ofMillis(200))).isEmpty();
    }
    assertThat(cluster.kubelet.ran.stream().filter("mm-f6-1-1"::equals)).hasSize(1);
  }

  @Test
  void aPodThatWaitsCanBeCancelled() throws Exception {
    cluster.kubelet.hold = true;
    Sandbox sandbox = node.backend().create(Nodes.request("f7-1", 1, "true"));
    CompletableFuture<Void> start = started(sandbox);
    await().until(() -> cluster.pods().contains("mm-f7-1-1"));
    sandbox.kill();
    await().atMost(Duration.ofSeconds(3)).until(start::isCompletedExceptionally);
    sandbox.close();
    assertThat(cluster.pods()).isEmpty();
  }

  @Test
  void aPodThatDoesNotStartInTimeSaysWhy() throws Exception {
    cluster.kubelet.hold = true;
    try (Sandbox sandbox = node.backend().create(Nodes.request("f8-1", 1, "true"))) {
      CompletableFuture<Void> start = started(sandbox);
      await().until(() -> cluster.pods().contains("mm-f8-1-1"));
      cluster.kubelet.tell(
          "mm-f8-1-1",
          new PodStatusBuilder()
              .withPhase("Pending")
              .addNewCondition()
              .withType("PodScheduled")
              .withStatus("False")
              .withReason("Unschedulable")
              .endCondition()
              .build());
      assertThatThrownBy(start::join).hasMessageContaining("did not start in time: Unschedulable");
    }
    assertThat(cluster.pods()).isEmpty();
  }

  @Test
  void aPodThatSomebodyRemovesFailsTheSandbox() throws Exception {
    try (Sandbox sandbox = node.backend().create(Nodes.request("f9-1", 1, "sleep", "20"))) {
      sandbox.start();
      cluster.api.gone("/api/v1/namespaces/" + cluster.namespace + "/pods/mm-f9-1-1");
      assertThatThrownBy(() -> sandbox.awaitExit(Duration.ofSeconds(10)))
          .isInstanceOf(SandboxFailed.class)
          .hasMessageContaining("removed by somebody else");
    }
    cluster.kubelet.end("mm-f9-1-1", true);
  }

  @Test
  void noMorePodsThanAllowedAreThereAtOnce() throws Exception {
    try (Sandbox first = node.backend().create(Nodes.request("f10-1", 1, "sleep", "20"));
        Sandbox second = node.backend().create(Nodes.request("f10-2", 1, "sleep", "20"))) {
      first.start();
      second.start();
      assertThatThrownBy(() -> node.backend().create(Nodes.request("f10-3", 1, "true")))
          .isInstanceOf(SandboxFailed.class)
          .hasMessage("2 Pods of this node are there already");
      first.kill();
      assertThat(first.awaitExit(Duration.ofSeconds(10))).hasValue(137);
      first.close();
      try (Sandbox third = node.backend().create(Nodes.request("f10-4", 1, "echo", "room"))) {
        third.start();
        assertThat(Nodes.output(third)).isEqualTo("room\n");
      }
    }
  }

  @Test
  void aNodeWhoseLeaseCannotBeRenewedStopsItsPods() throws Exception {
    try (Sandbox sandbox = node.backend().create(Nodes.request("f11-1", 1, "sleep", "60"))) {
      sandbox.start();
      cluster.api.fault = line -> line.startsWith("PATCH") ? 500 : null;
      assertThatThrownBy(() -> sandbox.awaitExit(Duration.ofSeconds(20)))
          .hasMessageContaining("Lease was lost");
      assertThatThrownBy(() -> node.backend().create(Nodes.request("f11-2", 1, "true")))
          .hasMessageContaining("Lease is not held");
      await().until(() -> cluster.pods().isEmpty());
    }
    cluster.api.fault = line -> null;
    await()
        .ignoreExceptions()
        .until(
            () -> {
              try (Sandbox next = node.backend().create(Nodes.request("f11-3", 1, "echo", "on"))) {
                next.start();
                return Nodes.output(next).equals("on\n");
              }
            });
  }
}
