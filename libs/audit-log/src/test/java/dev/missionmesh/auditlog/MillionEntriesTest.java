package dev.missionmesh.auditlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.missionmesh.auditlog.Finding.Kind;
import dev.missionmesh.auditlog.LargeLog.Piece;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to a log of a million entries is found, and the line named where there is one to blame. */
class MillionEntriesTest {
  private static final int ENTRIES = 1_000_000;

  @TempDir static Path directory;
  private static LargeLog log;

  @BeforeAll
  static void aLog() throws IOException {
    log = new LargeLog(directory.resolve("export"), ENTRIES);
  }

  @Test
  void anHonestExportVerifiesThoughAThousandOfItsEntriesAreErased() throws IOException {
    Verification verification =
        verify(log.checkpoint, Optional.of(log.olderCheckpoint), List.of(log.lines(0, ENTRIES)));
    assertThat(verification)
        .isEqualTo(new Verification(ENTRIES, ENTRIES / LargeLog.ERASED_EVERY, List.of()));
  }

  @TestFactory
  Stream<DynamicTest> everyForgeryIsFound() throws IOException {
    int at = log.middle;
    Piece before = log.lines(0, at);
    Piece after = log.lines(at + 1, ENTRIES);
    Piece self = log.lines(at, at + 1);
    return Stream.of(
        attack("flipped data", Kind.CHANGED_DATA, at, before, log.altered(at, "noop", "noor"), after),
        attack("flipped metadata", Kind.CHANGED_ENTRY, at, before, log.altered(at, "queued.v1", "queued.v2"), after),
        attack("deletion", Kind.BROKEN_ORDER, at, before, after),
        attack("insertion", Kind.BROKEN_ORDER, at + 1, before, self, self, after),
        attack("reordering", Kind.BROKEN_ORDER, at, before, log.lines(at + 1, at + 2), self, log.lines(at + 2, ENTRIES)),
        attack("truncation", Kind.CUT_TAIL, -1, log.lines(0, ENTRIES - 1)),
        attack("truncation within a line", Kind.MALFORMED_LINE, ENTRIES - 1, log.linesCut(0, ENTRIES, 1)),
        attack("splice of another history", Kind.OTHER_ROOT, -1, before, log.foreign(at, "acme"), after),
        attack("splice of another tenant", Kind.FOREIGN_LINE, at, before, log.foreign(at, "globex"), after));
  }

  @Test
  void aForkThatTheLogsOwnKeySignedIsFound() throws IOException {
    int at = log.middle;
    List<Piece> fork =
        List.of(log.lines(0, at), log.foreign(at, "acme"), log.lines(at + 1, ENTRIES));
    assertThat(verify(log.forkedCheckpoint, Optional.empty(), fork).ok())
        .as("in itself it is sound")
        .isTrue();
    assertThat(verify(log.forkedCheckpoint, Optional.of(log.olderCheckpoint), fork).findings())
        .extracting(Finding::kind)
        .containsExactly(Kind.FORK);
  }

  @Test
  void aRollbackToAnOlderCheckpointIsFound() throws IOException {
    List<Piece> older = List.of(log.lines(0, log.older()));
    assertThat(verify(log.olderCheckpoint, Optional.of(log.checkpoint), older).findings())
        .extracting(Finding::kind)
        .containsExactly(Kind.ROLLBACK);
  }

  /**
   * @param entry the index whose line is to be blamed first; -1: no line
   */
  private static DynamicTest attack(String name, Kind kind, int entry, Piece... pieces) {
    return dynamicTest(
        name,
        () ->
            assertThat(verify(log.checkpoint, Optional.empty(), List.of(pieces)).findings())
                .first()
                .satisfies(f -> assertThat(f.kind()).isEqualTo(kind))
                .satisfies(f -> assertThat(f.line()).isEqualTo(entry + 1)));
  }

  private static Verification verify(
      String checkpoint, Optional<String> baseline, List<Piece> pieces) throws IOException {
    try (InputStream export = LargeLog.joined(pieces)) {
      return AuditVerifier.verify(export, checkpoint, LargeLog.key(), baseline, "acme");
    }
  }
}
