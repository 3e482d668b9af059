package dev.missionmesh.searchindexer.index;

import static dev.missionmesh.searchindexer.Facts.id;
import static dev.missionmesh.searchindexer.Facts.log;
import static dev.missionmesh.searchindexer.Facts.queued;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a deleted tenant no document is left, and none comes back by whatever road. */
class DepartedTenantTest {
  @TempDir Path folder;

  @Test
  void allDocumentsGoForGoodAndNobodyElses() {
    try (TemporaryIndex index = new TemporaryIndex(folder)) {
      index.rebuild(List.of(queued("acme", id(1), "a"), queued("acme-too", id(1), "a")));
      index.apply(queued("acme", id(2), "b"), log("acme", id(2), 0, "zirconium"), queued("globex", id(3), "c"));
      index.documents("acme", 3);

      assertThat(forget(index, "acme")).isEqualTo(3);
      assertThat(forget(index, "acme")).isZero();
      assertThat(index.documents("acme")).isEmpty();
      assertThat(index.search("acme", "zirconium").total()).isZero();
    }
    try (TemporaryIndex again = new TemporaryIndex(folder)) {
      assertThat(again.complete()).isTrue();
      assertThat(again.documents("acme")).isEmpty();
      assertThat(again.documents("globex")).hasSize(1);
      assertThat(again.documents("acme-too")).hasSize(1);
    }
  }

  @Test
  void aLateFactAndARebuildBringNothingBack() {
    try (TemporaryIndex index = new TemporaryIndex(folder)) {
      index.rebuild(List.of());
      index.apply(queued("acme", id(1), "a"));
      assertThat(forget(index, "acme")).isEqualTo(1);

      index.apply(queued("acme", id(2), "late"), queued("globex", id(3), "c"));
      index.rebuild(List.of(queued("acme", id(1), "a"), queued("globex", id(3), "c")));

      index.documents("globex", 1);
      assertThat(index.documents("acme")).isEmpty();
    }
  }

  private static long forget(TemporaryIndex index, String tenant) {
    return index.index.forget(tenant).await().atMost(Duration.ofSeconds(10));
  }
}
