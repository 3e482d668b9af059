package dev.missionmesh.operator.kubernetes;

import dev.missionmesh.operator.domain.ResourceName;
import dev.missionmesh.operator.resource.Mission;
import dev.missionmesh.operator.resource.Tenant;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What wakes a Mission: news of the mesh, and a Tenant that names its namespace or did. */
final class MissionEvents {
  private final SimpleInboundEventSource<Mission> news = new SimpleInboundEventSource<>("mesh");
  private volatile InformerEventSource<Tenant, Mission> tenants;

  List<EventSource<?, Mission>> sources(EventSourceContext<Mission> context) {
    tenants =
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(Tenant.class, Mission.class)
                .withName("tenants")
                .withWatchAllNamespaces()
                .withSecondaryToPrimaryMapper(tenant -> missionsOf(tenant, context))
                .build(),
            context);
    return List.of(news, tenants);
  }

  void wake(ResourceName mission) {
    news.propagateEvent(new ResourceID(mission.name(), mission.namespace()));
  }

  /** All Tenants of the cluster, as the cache has them; none before it is filled. */
  Stream<Tenant> tenants() {
    InformerEventSource<Tenant, Mission> source = tenants;
    return source == null ? Stream.of() : source.list();
  }

  private static Set<ResourceID> missionsOf(Tenant tenant, EventSourceContext<Mission> context) {
    Stream<String> named = NamespaceTenants.named(tenant).stream();
    Stream<String> before =
        tenant.getStatus() == null || tenant.getStatus().namespaces() == null
            ? Stream.of()
            : tenant.getStatus().namespaces().stream();
    Set<String> namespaces = Stream.concat(named, before).collect(Collectors.toSet());
    return context
        .getPrimaryCache()
        .list(mission -> namespaces.contains(mission.getMetadata().getNamespace()))
        .filter(mission -> mission.getStatus() == null || mission.getStatus().finishedAt() == null)
        .map(ResourceID::fromResource)
        .collect(Collectors.toSet());
  }
}
