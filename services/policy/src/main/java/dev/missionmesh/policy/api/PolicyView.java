package dev.missionmesh.policy.api;

import dev.missionmesh.policy.application.SnapshotRegistry;
import dev.missionmesh.policy.domain.PublishedSnapshot;
import dev.missionmesh.problem.PageCursor;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A snapshot as callers see it, without its text. */
@Schema(name = "Policy", description = "A snapshot without its text.")
record PolicyView(
    String digest,
    String name,
    long version,
    Instant publishedAt,
    String publishedBy,
    @Schema(description = "True for the one in force.") boolean active) {
  static PolicyView of(PublishedSnapshot snapshot) {
    return new PolicyView(
        snapshot.digest(),
        snapshot.name(),
        snapshot.version(),
        snapshot.publishedAt(),
        snapshot.publishedBy(),
        snapshot.active());
  }

  /** Snapshots, the latest first. */
  @Schema(name = "PolicyPage")
  record Page(
      List<PolicyView> items,
      @Schema(nullable = true, description = "Null on the last page.") String nextCursor) {
    private static final PageCursor CURSORS = PageCursor.of("policies");

    /** A page of {@code most} of what was found, which is one more if there is another page. */
    static Page of(List<PublishedSnapshot> found, int most) {
      List<PublishedSnapshot> shown = found.subList(0, Math.min(found.size(), most));
      return new Page(
          shown.stream().map(PolicyView::of).toList(),
          found.size() > most ? CURSORS.after(text(shown.getLast())) : null);
    }

    private static String text(PublishedSnapshot last) {
      return last.publishedAt() + "/" + last.digest();
    }

    /** Where the page after a cursor begins; null for the first. */
    static SnapshotRegistry.Place place(String cursor) {
      String text = CURSORS.place(cursor);
      if (text == null) {
        return null;
      }
      int slash = text.indexOf('/');
      try {
        return new SnapshotRegistry.Place(
            Instant.parse(text.substring(0, Math.max(slash, 0))), text.substring(slash + 1));
      } catch (DateTimeException e) {
        throw PageCursor.refused();
      }
    }
  }
}
