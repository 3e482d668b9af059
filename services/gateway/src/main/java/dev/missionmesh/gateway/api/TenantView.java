package dev.missionmesh.gateway.api;

import dev.missionmesh.gateway.domain.Tenant;
import dev.missionmesh.problem.PageCursor;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A tenant in answers. */
@Schema(name = "Tenant")
record TenantView(
    String id,
    String displayName,
    @Schema(enumeration = {"active", "suspended", "deleting", "deleted"}) String state,
    Instant createdAt) {
  /** Tenants, by id. */
  @Schema(name = "TenantPage")
  record Page(
      List<TenantView> items,
      @Schema(nullable = true, description = "Null on the last page.") String nextCursor) {
    /** A page of {@code most} of what was found, which is one more if there is another page. */
    static Page of(List<Tenant> found, int most, PageCursor cursors) {
      List<Tenant> shown = found.subList(0, Math.min(found.size(), most));
      return new Page(
          shown.stream().map(TenantView::of).toList(),
          found.size() > most ? cursors.after(shown.getLast().id().value()) : null);
    }
  }

  static TenantView of(Tenant tenant) {
    return new TenantView(
        tenant.id().value(), tenant.displayName(), tenant.state(), tenant.createdAt());
  }
}
