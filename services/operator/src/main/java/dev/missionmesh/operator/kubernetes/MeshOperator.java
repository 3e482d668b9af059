package dev.missionmesh.operator.kubernetes;

import dev.missionmesh.operator.application.Credential;
import dev.missionmesh.operator.application.MeshDoor;
import dev.missionmesh.operator.application.MissionWatch;
import dev.missionmesh.operator.application.Missions;
import dev.missionmesh.operator.application.Policies;
import dev.missionmesh.operator.application.Settings;
import dev.missionmesh.operator.application.Submissions;
import dev.missionmesh.operator.application.TenantKeyring;
import dev.missionmesh.operator.application.Tenants;
import dev.missionmesh.operator.resource.Api;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.javaoperatorsdk.operator.processing.retry.Retry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;

/** The operator as a whole: the three kinds and what they share. It can be started once. */
public final class MeshOperator implements AutoCloseable {
  private static final Duration LONGEST_STOP = Duration.ofSeconds(3);

  private final Operator operator;
  private final MissionWatch watch;
  private final MissionEvents wakes = new MissionEvents();

  /**
   * Puts it together; nothing runs yet.
   *
   * @param client of the cluster; stays open when the operator is closed
   * @param key the operator's own key, of the tenant {@code system}
   * @param lost run when another operator has taken the Lease, and when this one is closed
   */
  public MeshOperator(
      KubernetesClient client,
      MeshDoor door,
      Credential key,
      Settings settings,
      Clock clock,
      MeterRegistry metrics,
      Runnable lost) {
    Missions missions = new Missions(door);
    watch = new MissionWatch(missions, settings, clock);
    TenantKeys keys =
        new TenantKeys(client, new TenantKeyring(door, key, settings), settings, clock);
    NamespaceTenants namespaces = new NamespaceTenants(wakes::tenants);
    TransitionEvents events = new TransitionEvents(client, clock);
    StatusWriter statuses = new StatusWriter(client);
    Tenants tenants = new Tenants(door, key);
    operator = operator(client, settings, metrics, lost);
    register(
        settings,
        new MissionReconciler(
            new MissionReconciler.MeshParts(new Submissions(door), missions, watch),
            new MissionReconciler.ClusterParts(
                settings.cluster(), namespaces, keys, events, statuses, wakes),
            clock),
        new TenantReconciler(
            tenants,
            keys,
            namespaces,
            events,
            new TenantDeletion(tenants, keys, statuses, settings, clock),
            settings,
            clock),
        new PolicySetReconciler(new Policies(door, key), events, settings, clock));
  }

  private static Operator operator(
      KubernetesClient client, Settings settings, MeterRegistry metrics, Runnable lost) {
    return new Operator(
        configuration -> {
          configuration
              .withKubernetesClient(client)
              .withCloseClientOnStop(false)
              .withConcurrentReconciliationThreads(settings.concurrency())
              .withReconciliationTerminationTimeout(LONGEST_STOP)
              .withMetrics(MicrometerMetrics.withoutPerResourceMetrics(metrics));
          if (settings.leaderElection()) {
            configuration.withLeaderElectionConfiguration(
                LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(Api.FIELD_MANAGER)
                    .withLeaseNamespace(settings.namespace())
                    .withExitOnStopLeading(false)
                    .withLeaderCallbacks(new LeaderCallbacks(() -> {}, lost, leader -> {}))
                    .build());
          }
        });
  }

  private void register(
      Settings settings,
      MissionReconciler missions,
      TenantReconciler tenants,
      PolicySetReconciler policySets) {
    Retry retry =
        new GenericRetry()
            .setInitialInterval(settings.firstRetry().toMillis())
            .setMaxInterval(settings.longestRetry().toMillis())
            .setIntervalMultiplier(2)
            .withoutMaxAttempts();
    operator.register(
        missions,
        kind ->
            kind.withName("missions")
                .withFinalizer("missionmesh.dev/cancel")
                .withFieldManager(Api.FIELD_MANAGER)
                .withRetry(retry));
    operator.register(
        tenants,
        kind ->
            kind.withName("tenants")
                .withFinalizer("missionmesh.dev/deletion")
                .withFieldManager(Api.FIELD_MANAGER)
                .withGenerationAware(false)
                .withRetry(retry));
    operator.register(
        policySets,
        kind -> kind.withName("policysets").withFieldManager(Api.FIELD_MANAGER).withRetry(retry));
  }

  /**
   * Fills the caches and begins; fails if the API server does not answer or knows the kinds not.
   */
  public void start() {
    operator.start();
    watch.start(wakes::wake);
  }

  /** How many missions it follows. */
  public int followed() {
    return watch.size();
  }

  /** Whether all that it watches is watched. */
  public boolean healthy() {
    return operator.getRuntimeInfo().isStarted()
        && operator.getRuntimeInfo().allEventSourcesAreHealthy();
  }

  @Override
  public void close() {
    watch.close();
    operator.stop();
  }
}
