package dev.missionmesh.gateway.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.missionmesh.gateway.application.KeyAdministration.Minted;
import dev.missionmesh.gateway.domain.ApiKey;
import dev.missionmesh.problem.PageCursor;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A key in answers.
 *
 * @param key the whole key; only in the answer that made it
 */
@Schema(name = "Key")
record KeyView(
    String id,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "The whole key; only in the answer that made it.")
        String key,
    String tenant,
    String name,
    List<String> scopes,
    Instant createdAt,
    String createdBy,
    @Schema(nullable = true, description = "From when on it opens nothing.") Instant expiresAt,
    @Schema(nullable = true) Instant revokedAt,
    @Schema(nullable = true, description = "Id of its successor.") String replacedBy,
    @Schema(nullable = true, description = "Late by up to a minute.") Instant lastUsedAt) {
  /** Keys, newest first. */
  @Schema(name = "KeyPage")
  record Page(
      List<KeyView> items,
      @Schema(nullable = true, description = "Null on the last page.") String nextCursor) {
    /** A page of {@code most} of what was found, which is one more if there is another page. */
    static Page of(List<ApiKey> found, int most, PageCursor cursors) {
      List<ApiKey> shown = found.subList(0, Math.min(found.size(), most));
      return new Page(
          shown.stream().map(KeyView::of).toList(),
          found.size() > most ? cursors.after(TimedPlace.text(shown.getLast().createdAt(), shown.getLast().id())) : null);
    }
  }

  static KeyView of(ApiKey key) {
    return of(key, null);
  }

  static KeyView of(Minted minted) {
    return of(minted.key(), minted.text().reveal());
  }

  private static KeyView of(ApiKey key, String text) {
    return new KeyView(
        key.id(),
        text,
        key.tenant().value(),
        key.name(),
        key.scopes().stream().sorted().toList(),
        key.createdAt(),
        key.createdBy(),
        key.expiresAt(),
        key.revokedAt(),
        key.replacedBy(),
        key.lastUsedAt());
  }

  @Override
  public String toString() {
    return "KeyView[" + id + "]";
  }
}
