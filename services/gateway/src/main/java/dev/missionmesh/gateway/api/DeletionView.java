package dev.missionmesh.gateway.api;

import dev.missionmesh.gateway.domain.Deletion;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far a deletion has come, in answers. */
@Schema(name = "TenantDeletion")
record DeletionView(
    String tenant,
    @Schema(enumeration = {"deleting", "deleted"}) String state,
    @Schema(description = "When that began.") Instant since,
    List<Purge> services) {
  /** One service's part. */
  @Schema(name = "TenantPurge")
  record Purge(
      String name,
      @Schema(description = "Whether it has told that nothing is left.") boolean purged,
      @Schema(description = "Rows and documents that it removed, as long as the deletion lasts.", nullable = true)
          Long rows) {}

  static DeletionView of(Deletion deletion, Collection<String> services) {
    boolean ended = !deletion.tenant().isDeleting();
    return new DeletionView(
        deletion.tenant().id().value(),
        deletion.tenant().state(),
        deletion.since(),
        services.stream()
            .sorted()
            .map(
                name ->
                    new Purge(
                        name,
                        ended || deletion.purged().containsKey(name),
                        deletion.purged().get(name)))
            .toList());
  }
}
