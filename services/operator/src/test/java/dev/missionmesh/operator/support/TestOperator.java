package dev.missionmesh.operator.support;

import dev.missionmesh.operator.application.Credential;
import dev.missionmesh.operator.application.Settings;
import dev.missionmesh.operator.kubernetes.MeshOperator;
import dev.missionmesh.operator.mesh.HttpMeshDoor;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/** An operator at work, with pauses short enough for tests. */
public final class TestOperator implements AutoCloseable {
  public static final Duration RESYNC = Duration.ofSeconds(1);

  private final KubernetesClient client;
  private final HttpMeshDoor door;
  private final MeshOperator operator;
  public final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  private TestOperator(Cluster cluster, ScriptedMesh mesh, Settings settings) {
    client = cluster.operatorClient();
    door =
        new HttpMeshDoor(
            URI.create("http://127.0.0.1:" + mesh.port()), settings, Clock.systemUTC(), metrics);
    operator =
        new MeshOperator(
            client, door, mesh.operatorKey(), settings, Clock.systemUTC(), metrics, () -> {});
  }

  public static Settings settings(String namespace) {
    return settings(namespace, false);
  }

  private static Settings settings(String namespace, boolean leaderElection) {
    return new Settings(
        namespace,
        "test-cluster",
        Duration.ofMillis(100),
        Duration.ofMillis(300),
        RESYNC,
        Duration.ofSeconds(5),
        Duration.ofMillis(50),
        Duration.ofMillis(400),
        Duration.ofDays(90),
        64,
        leaderElection);
  }

  public static TestOperator start(Cluster cluster, ScriptedMesh mesh, String namespace) {
    return started(new TestOperator(cluster, mesh, settings(namespace)));
  }

  /** One that works only while it has the Lease. */
  public static TestOperator startElected(Cluster cluster, ScriptedMesh mesh, String namespace) {
    return started(new TestOperator(cluster, mesh, settings(namespace, true)));
  }

  private static TestOperator started(TestOperator operator) {
    operator.operator.start();
    return operator;
  }

  public boolean healthy() {
    return operator.healthy();
  }

  /** As a crash would: nothing is finished that was begun. */
  @Override
  public void close() {
    door.close();
    operator.close();
    client.close();
  }

  static Credential fixed(String owner, String key) {
    return new Credential() {
      @Override
      public String owner() {
        return owner;
      }

      @Override
      public String key() {
        return key;
      }
    };
  }
}
