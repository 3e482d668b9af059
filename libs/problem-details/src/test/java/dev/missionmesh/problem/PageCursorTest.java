package dev.missionmesh.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageCursorTest {
  private final PageCursor keys = PageCursor.of("keys", "acme", null);

  @Test
  void givesBackThePlaceItWasMadeFor() {
    assertThat(keys.place(keys.after("2026-11-21T00:00:00Z/Ü"))).isEqualTo("2026-11-21T00:00:00Z/Ü");
    assertThat(keys.place(null)).isNull();
  }

  @Test
  void isRefusedByAnotherList() {
    for (PageCursor other :
        List.of(PageCursor.of("tenants"), PageCursor.of("keys", "globex", null), PageCursor.of("keys", "acme", ""), PageCursor.of("keysacme", null, ""))) {
      assertRefused(keys, other.after("x"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "%%%", "AAAAAAAAAAAAAAAAAAAAAAAA", "null", "\0", "ä"})
  void garbageIsRefused(String cursor) {
    assertRefused(keys, cursor);
  }

  @Test
  void aDamagedOneIsRefused() {
    String cursor = keys.after("x");

    assertRefused(keys, cursor.substring(0, 10));
    assertRefused(keys, "B" + cursor);
    assertRefused(keys, cursor + "A".repeat(2000));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"1", "50", "200"})
  void aPageHasFrom1To200Entries(String limit) {
    assertThat(PageSize.of(limit)).isEqualTo(limit == null ? 50 : Integer.parseInt(limit));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "201", "2147483648", "1.0", "x", " 1", "１２x"})
  void anotherSizeIsRefusedByName(String limit) {
    assertThatThrownBy(() -> PageSize.of(limit))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.errors().getFirst().where()).isEqualTo("limit"));
  }

  private static void assertRefused(PageCursor list, String cursor) {
    assertThatThrownBy(() -> list.place(cursor))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(Problem.INVALID_REQUEST);
              assertThat(e.errors().getFirst().where()).isEqualTo("cursor");
            });
  }
}
