package dev.missionmesh.sandboxruntime.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.missionmesh.sandboxruntime.application.Sandbox;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** A node does nothing that the chart's Role does not allow, and needs all that it allows. */
@DisabledIfSystemProperty(named = "mesh.kubernetes", matches = "true")
class NodeRightsTest {
  private static final Path RIGHTS =
      Path.of("../../deploy/helm/missionmesh/files/sandbox-rights.yaml");

  @Test
  void everyCallIsAllowedAndEveryRightIsUsed() throws Exception {
    Set<String> allowed = new TreeSet<>();
    for (Object rule : Serialization.unmarshal(Files.readString(RIGHTS), List.class)) {
      PolicyRule read = Serialization.jsonMapper().convertValue(rule, PolicyRule.class);
      for (String resource : read.getResources()) {
        read.getVerbs()
            .forEach(
                verb -> allowed.add(verb + " " + read.getApiGroups().getFirst() + "/" + resource));
      }
    }
    Set<String> used = new TreeSet<>();
    try (Cluster cluster = new Cluster()) {
      KubernetesSettings settings =
          cluster.settings(4, Duration.ofSeconds(30), Duration.ofSeconds(2));
      live(cluster, settings);
      used.addAll(
          cluster.api.asked.stream().map(NodeRightsTest::right).collect(Collectors.toSet()));
      assertThat(cluster.api.asked)
          .allMatch(line -> line.contains("/namespaces/" + cluster.namespace + "/"));
    }
    assertThat(used).isEqualTo(allowed);
  }

  /**
   * All that a node does: runs, is cancelled, loses an answer and its Lease, clears up after
   * another.
   */
  private static void live(Cluster cluster, KubernetesSettings settings) throws Exception {
    try (KubernetesSandboxes node = cluster.open("node-a", settings)) {
      cluster.api.loseAnswerOf = "POST /api/v1/namespaces/" + cluster.namespace + "/pods";
      try (Sandbox sandbox = node.backend().create(Nodes.request("m-1", 1, "echo", "a"))) {
        sandbox.start();
        assertThat(Nodes.output(sandbox)).isEqualTo("a\n");
      }
      try (Sandbox sandbox = node.backend().create(Nodes.request("m-2", 1, "sleep", "20"))) {
        sandbox.start();
        sandbox.kill();
        assertThat(sandbox.awaitExit(Duration.ofSeconds(10))).hasValue(137);
      }
      cluster.client.leases().inNamespace(cluster.namespace).delete();
      await()
          .until(
              () ->
                  !cluster
                      .client
                      .leases()
                      .inNamespace(cluster.namespace)
                      .list()
                      .getItems()
                      .isEmpty());
    }
  }

  /** A request as the right that it needs. */
  private static String right(String line) {
    String[] parts = line.split(" ");
    boolean watch = parts[1].contains("watch=true");
    String path = parts[1].replaceAll("\\?.*", "").substring(1);
    String group = path.startsWith("apis/") ? path.split("/")[1] : "";
    String[] rest = path.substring(path.indexOf("/namespaces/") + 12).split("/");
    String resource = rest[1] + (rest.length > 3 ? "/" + rest[3] : "");
    String verb =
        switch (parts[0]) {
          case "POST" -> "create";
          case "PUT" -> "update";
          case "GET" -> watch ? "watch" : rest.length > 2 ? "get" : "list";
          default -> parts[0].toLowerCase(Locale.ROOT);
        };
    return verb + " " + group + "/" + resource;
  }
}
