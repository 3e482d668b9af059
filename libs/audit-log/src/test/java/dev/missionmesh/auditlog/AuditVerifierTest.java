package dev.missionmesh.auditlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.auditlog.Finding.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditVerifierTest {
  @TempDir Path directory;

  private final TestLog log = TestLog.of("acme", 10);
  private Optional<String> baseline = Optional.empty();

  @Test
  void acceptsWhatWasSigned() throws IOException {
    baseline = Optional.of(TestLog.of("acme", 7).checkpoint());
    assertThat(verify()).isEqualTo(new Verification(10, 0, java.util.List.of()));
  }

  @Test
  void acceptsTheEmptyLogAndDataThatIsNoJson() throws IOException {
    TestLog empty = new TestLog("acme");
    assertThat(verify(empty, empty.checkpoint()).ok()).isTrue();
    empty.append(new byte[] {0, -1, '\n'}, false);
    empty.append(new byte[0], false);
    empty.append("{\n}");
    assertThat(empty.lines).allMatch(line -> line.contains("\"dataBase64\":\""));
    assertThat(verify(empty, empty.checkpoint()).ok()).isTrue();
  }

  @Test
  void reportsErasedDataAndStillVerifies() throws IOException {
    log.append("{\"name\":\"Ada\"}".getBytes(StandardCharsets.UTF_8), true);
    Verification verification = verify();
    assertThat(verification.ok()).isTrue();
    assertThat(verification.erased()).isEqualTo(1);
    assertThat(log.lines.getLast()).doesNotContain("Ada");
  }

  @Test
  void findsEveryFlippedBit() throws IOException {
    Path export = directory.resolve("export");
    byte[] honest = String.join("\n", log.lines).concat("\n").getBytes(StandardCharsets.UTF_8);
    String checkpoint = log.checkpoint();
    for (int i = 0; i < honest.length; i++) {
      byte[] spoiled = honest.clone();
      spoiled[i] ^= (byte) (1 << i % 8);
      Files.write(export, spoiled);
      Verification verification =
          AuditVerifier.verify(export, checkpoint, log.key(), baseline, "acme");
      assertThat(verification.findings()).as("bit in byte %d", i).isNotEmpty();
    }
  }

  @Test
  void namesTheLineWhoseDataWasChanged() throws IOException {
    log.lines.set(3, log.lines.get(3).replace("\"m-3\"", "\"m-4\""));
    assertOnly(Kind.CHANGED_DATA, 4, "line 4: the data of entry 3 does not fit its commitment");
  }

  @Test
  void namesTheLineWhoseMetadataWasChanged() throws IOException {
    log.lines.set(3, log.lines.get(3).replace("mission.queued", "mission.denied"));
    assertOnly(Kind.CHANGED_ENTRY, 4, "line 4: entry 3 was changed: its hash does not fit");
  }

  @Test
  void findsADeletedLine() throws IOException {
    log.lines.remove(4);
    assertThat(verify().findings())
        .extracting(Finding::toString)
        .containsExactly(
            "line 5: entry 5 stands here: entry 4 deleted or moved",
            "the export ends after 9 lines, the checkpoint signs 10");
  }

  @Test
  void findsAnInsertedLine() throws IOException {
    log.lines.add(4, log.lines.get(2));
    assertThat(verify().findings())
        .extracting(Finding::kind)
        .containsExactly(Kind.BROKEN_ORDER, Kind.BROKEN_ORDER, Kind.EXTRA_LINES);
    assertThat(verify().findings().getFirst())
        .hasToString("line 5: entry 2 stands where 4 belongs: inserted or moved");
  }

  @Test
  void findsReorderedLines() throws IOException {
    Collections.swap(log.lines, 4, 5);
    assertThat(verify().findings())
        .allMatch(f -> f.kind() == Kind.BROKEN_ORDER)
        .extracting(Finding::line)
        .containsExactly(5L, 6L, 7L);
  }

  @Test
  void findsACutTail() throws IOException {
    log.lines.removeLast();
    assertOnly(Kind.CUT_TAIL, 0, "the export ends after 9 lines, the checkpoint signs 10");
  }

  @Test
  void findsATailCutInTheMiddleOfALine() throws IOException {
    String cut = log.lines.removeLast();
    log.lines.add(cut.substring(0, cut.length() - 3));
    assertThat(verify().findings()).extracting(Finding::kind).containsExactly(Kind.CHANGED_DATA);
  }

  @Test
  void findsALineOfAnotherTenant() throws IOException {
    log.lines.set(6, TestLog.of("globex", 10).lines.get(6));
    assertOnly(Kind.FOREIGN_LINE, 7, "line 7: belongs to the tenant globex, not to acme");
  }

  @Test
  void findsAHistoryThatWasRewrittenWithAllHashesInOrder() throws IOException {
    TestLog forged = TestLog.of("acme", 5);
    forged.append("{\"forged\":true}");
    for (int i = 6; i < 10; i++) forged.append("{\"missionId\":\"m-" + i + "\"}");
    baseline = Optional.of(TestLog.of("acme", 5).checkpoint());
    assertThat(verify(forged, log.checkpoint()).findings())
        .singleElement()
        .satisfies(f -> assertThat(f.kind()).isEqualTo(Kind.OTHER_ROOT))
        .asString()
        .endsWith("the first 5 are intact");
  }

  @Test
  void findsAForkThatIsSignedButDoesNotHoldTheBaseline() throws IOException {
    TestLog fork = TestLog.of("acme", 5);
    for (int i = 5; i < 12; i++) fork.append("{\"other\":" + i + "}");
    baseline = Optional.of(log.checkpoint());
    assertThat(verify(fork, fork.checkpoint()).findings())
        .extracting(Finding::kind)
        .containsExactly(Kind.FORK);
  }

  @Test
  void findsARollbackToAnOlderSignedCheckpoint() throws IOException {
    baseline = Optional.of(log.checkpoint());
    TestLog older = TestLog.of("acme", 8);
    assertThat(verify(older, older.checkpoint()).findings())
        .extracting(Finding::kind)
        .containsExactly(Kind.ROLLBACK);
  }

  @Test
  void trustsNoCheckpointOfAnotherKeyOrTenant() throws IOException {
    String note = log.checkpoint();
    String broken = note.replace("\n10\n", "\n11\n");
    assertThat(verify(log, broken).findings())
        .extracting(Finding::kind)
        .containsExactly(Kind.BAD_CHECKPOINT);
    VerifierKey foreign = TestLog.of("globex", 1).key();
    Path export = directory.resolve("export");
    assertThat(AuditVerifier.verify(export, note, foreign, baseline, "acme").findings())
        .extracting(Finding::kind)
        .containsExactly(Kind.OTHER_LOG);
  }

  @Test
  void survivesRubbish() throws IOException {
    log.lines.set(2, "");
    log.lines.set(3, "{\"index\":3");
    log.lines.set(4, "\u0000".repeat(100));
    log.lines.set(5, "{\"index\":99999999999999999999}");
    assertThat(verify().findings())
        .allMatch(f -> f.kind() == Kind.MALFORMED_LINE)
        .extracting(Finding::line)
        .containsExactly(3L, 4L, 5L, 6L);
  }

  private void assertOnly(Kind kind, long line, String text) throws IOException {
    assertThat(verify().findings())
        .singleElement()
        .satisfies(f -> assertThat(f.kind()).isEqualTo(kind))
        .satisfies(f -> assertThat(f.line()).isEqualTo(line))
        .hasToString(text);
  }

  private Verification verify() throws IOException {
    return verify(log, log.checkpoint());
  }

  private Verification verify(TestLog exported, String checkpoint) throws IOException {
    Path export = directory.resolve("export");
    Files.writeString(
        export, exported.lines.isEmpty() ? "" : String.join("\n", exported.lines) + "\n");
    return AuditVerifier.verify(export, checkpoint, log.key(), baseline, "acme");
  }
}
