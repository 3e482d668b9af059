package dev.missionmesh.operator.support;

import static org.awaitility.Awaitility.await;

import dev.missionmesh.operator.resource.Condition;
import dev.missionmesh.operator.resource.Mission;
import dev.missionmesh.operator.resource.MissionSpec;
import dev.missionmesh.operator.resource.MissionSpec.Executor;
import dev.missionmesh.operator.resource.Tenant;
import dev.missionmesh.operator.resource.TenantSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Resources to begin with, and conditions to wait for. */
public final class Waits {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  public static void until(Callable<Boolean> condition) {
    await().atMost(LONGEST).pollInterval(Duration.ofMillis(20)).ignoreExceptions().until(condition);
  }

  /** Edits a resource that the operator may write at the same moment. */
  public static <T extends HasMetadata> void edit(Resource<T> resource, Consumer<T> change) {
    until(
        () -> {
          resource.edit(
              found -> {
                change.accept(found);
                return found;
              });
          return true;
        });
  }

  /** Waits for a condition of this status and reason. */
  public static Condition condition(
      Supplier<List<Condition>> conditions, String type, String status, String reason) {
    until(
        () -> {
          Condition found = find(conditions.get(), type);
          return found != null && found.status().equals(status) && found.reason().equals(reason);
        });
    return find(conditions.get(), type);
  }

  public static Condition find(List<Condition> conditions, String type) {
    return conditions.stream().filter(c -> c.type().equals(type)).findFirst().orElse(null);
  }

  /** The conditions of a Mission as they are whenever asked for. */
  public static Supplier<List<Condition>> of(Cluster cluster, Mission mission) {
    return () -> cluster.mission(mission).getStatus().conditions();
  }

  public static Supplier<List<Condition>> ofTenant(Cluster cluster, String tenant) {
    return () -> cluster.tenant(tenant).getStatus().conditions();
  }

  public static Mission mission(String namespace, String name) {
    return mission(namespace, name, null);
  }

  public static Mission mission(String namespace, String name, Long ttl) {
    Mission mission = new Mission();
    mission.setMetadata(new ObjectMetaBuilder().withNamespace(namespace).withName(name).build());
    mission.setSpec(
        new MissionSpec(
            null,
            Executor.COMMAND,
            List.of("true"),
            null,
            null,
            null,
            null,
            null,
            "PT30S",
            null,
            null,
            null,
            null,
            null,
            ttl));
    return mission;
  }

  public static Tenant tenant(String name, String... namespaces) {
    return tenant(name, new TenantSpec("Acme Ltd.", List.of(namespaces), null, null));
  }

  public static Tenant tenant(String name, TenantSpec spec) {
    Tenant tenant = new Tenant();
    tenant.setMetadata(new ObjectMetaBuilder().withName(name).build());
    tenant.setSpec(spec);
    return tenant;
  }

  private Waits() {}
}
