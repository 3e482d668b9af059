package dev.missionmesh.operator.kubernetes;

import dev.missionmesh.operator.resource.Api;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/** Statuses as the operator applies them: whole, and nothing else of the resource. */
final class StatusWriter {
  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager(Api.FIELD_MANAGER)
          .withForce(true)
          .build();

  private final KubernetesClient client;

  StatusWriter(KubernetesClient client) {
    this.client = client;
  }

  /** What to apply: {@code empty} with the name of {@code resource} and the status. */
  static <S, R extends CustomResource<?, S>> R intent(R resource, R empty, S status) {
    empty.setMetadata(
        new ObjectMetaBuilder()
            .withName(resource.getMetadata().getName())
            .withNamespace(resource.getMetadata().getNamespace())
            .build());
    empty.setStatus(status);
    return empty;
  }

  /** Applies it now; for what is being deleted, where the reconciler returns no status. */
  <S, R extends CustomResource<?, S>> void apply(R intent) {
    client.resource(intent).subresource("status").patch(APPLY);
  }
}
