package dev.missionmesh.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.missionmesh.auditlog.AuditOrigin;
import dev.missionmesh.auditlog.Verification;
import dev.missionmesh.auditlog.VerifierKey;
import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.RecordedTerminal;
import dev.missionmesh.cli.output.Style;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyAuditTest {
  private static final AuditOrigin ORIGIN = new AuditOrigin("acme", 1);

  @TempDir private Path directory;
  private final SmallLog log = new SmallLog(ORIGIN);
  private PinStore pins;

  @BeforeEach
  void pinTheLog() {
    pins = new PinStore(directory.resolve("pins"));
  }

  @Test
  void anUnchangedExportVerifiesAgainstThePinnedKey() throws IOException {
    Path export = export(log, 3);
    pins.pin(log.key());
    pins.remember(ORIGIN, log.checkpoint());

    Verification verification = verify(export);

    assertThat(verification.ok()).isTrue();
    assertThat(VerifyAudit.lines(verification, Style.PLAIN))
        .containsExactly("verified  3 entries: every line is what was signed");
  }

  @Test
  void aFlippedByteIsFoundAndItsLineNamed() throws IOException {
    Path export = export(log, 3);
    pins.pin(log.key());
    Path lines = export.resolve("audit.jsonl");
    Files.writeString(lines, Files.readString(lines).replaceFirst("number-1", "number-X"));

    Verification verification = verify(export);

    assertThat(verification.ok()).isFalse();
    assertThat(VerifyAudit.lines(verification, Style.PLAIN)).first().isEqualTo("NOT verified");
    assertThat(String.join("\n", VerifyAudit.lines(verification, Style.PLAIN)))
        .contains("line 2: ");
  }

  @Test
  void theKeyBesideTheExportIsNeverTrusted() throws IOException {
    Path forged = export(new SmallLog(ORIGIN), 3);
    pins.pin(log.key());

    assertThat(verify(forged).ok()).isFalse();
  }

  @Test
  void aLogNobodyEverPinnedIsNotVerified() throws IOException {
    Path export = export(log, 1);

    Failure failure = catchThrowableOfType(Failure.class, () -> verify(export));

    assertThat(failure).hasMessageContaining("no key is pinned");
    assertThat(failure.next()).contains("--key FILE");
  }

  @Test
  void theFirstKeySeenIsPinnedAndAnotherOneIsAnAlarm() {
    RecordedTerminal recorded = RecordedTerminal.piped();
    Pinning pinning = new Pinning(pins, recorded.terminal());
    VerifierKey other = new SmallLog(ORIGIN).key();

    assertThat(pinning.trusted(log.key())).hasToString(log.key().toString());
    assertThat(recorded.err()).contains("pinned");
    assertThat(catchThrowableOfType(Failure.class, () -> pinning.trusted(other)))
        .hasMessageContaining("is not the one that was pinned");
    assertThat(pinning.trusted(log.key())).isNotNull();
  }

  @Test
  void aNewEpochIsNotPinnedByItself() {
    Pinning pinning = new Pinning(pins, RecordedTerminal.piped().terminal());
    pins.pin(log.key());

    Failure failure =
        catchThrowableOfType(
            Failure.class, () -> pinning.trusted(new SmallLog(new AuditOrigin("acme", 2)).key()));

    assertThat(failure).hasMessageContaining("claims epoch 2");
    assertThat(pins.epochs("acme")).isEqualTo(List.of(1));
  }

  @Test
  void anExportStopsAtTheCheckpointAndFailsBeforeIt() throws IOException {
    byte[] stream = "a\nb\nc\n".getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream copied = new ByteArrayOutputStream();

    ExportFiles.copyLines(new ByteArrayInputStream(stream), 2, copied);

    assertThat(copied).hasToString("a\nb\n");
    ExportFiles.copyLines(
        new ByteArrayInputStream("c".getBytes(StandardCharsets.UTF_8)), 1, copied);
    assertThat(copied).hasToString("a\nb\nc\n");
    assertThat(
            catchThrowableOfType(
                Failure.class,
                () -> ExportFiles.copyLines(new ByteArrayInputStream(stream), 4, copied)))
        .hasMessageContaining("1 lines too early");
  }

  private Verification verify(Path export) throws IOException {
    return new VerifyAudit(export).verify(pins);
  }

  private Path export(SmallLog from, int entries) throws IOException {
    for (int i = 0; i < entries; i++) from.append("{\"text\":\"number-" + i + "\"}");
    ExportFiles files = ExportFiles.create(directory.resolve("export"));
    Files.writeString(files.lines(), String.join("\n", from.lines()) + "\n");
    Files.writeString(files.checkpoint(), from.checkpoint());
    Files.writeString(files.key(), from.key() + "\n");
    return directory.resolve("export");
  }
}
