package dev.missionmesh.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietSpansTest {
  @ParameterizedTest
  @CsvSource({
    "/api/v1/missions, /api/v1/missions",
    "/api/v1/dead-letters/01a1ffe5-2617-72e3-89bd-2f097533c9b7/replay, /api/v1/dead-letters/01a1ffe5-2617-72e3-89bd-2f097533c9b7/replay",
    "/api/v1/keys/4fTq9ZbX1cVa, /api/v1/keys/*",
    "/api/v1/mesh_acme_4fTq9ZbX1cVa_secret, /api/v1/*",
    "/internal/v1/nodes/n-1/leases/, /internal/v1/nodes/*/leases/",
    "/a%20b/..;x, /*/*",
  })
  void onlyPlainWordsAndIdsOfAPathAreKept(String path, String kept) {
    assertThat(QuietSpans.plain(path)).isEqualTo(kept);
  }
}
