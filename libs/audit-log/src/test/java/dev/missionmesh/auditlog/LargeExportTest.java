package dev.missionmesh.auditlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeExportTest {
  private static final int ENTRIES = Integer.getInteger("mesh.audit.test-entries", 100_000);
  private static final Duration PER_MILLION = Duration.ofSeconds(30);

  @TempDir Path directory;

  @Test
  void verifiesAMillionEntriesInLessThanThirtySeconds() throws IOException {
    String origin = new AuditOrigin("acme", 1).toString();
    CompactRange range = new CompactRange();
    Path export = directory.resolve("export");
    byte[] data =
        "{\"missionId\":\"0198\",\"pad\":\"%s\"}"
            .formatted("x".repeat(400))
            .getBytes(StandardCharsets.UTF_8);
    byte[] salt = new byte[LogEntry.SALT_LENGTH];
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(export), 1 << 20)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream(2048);
      for (int i = 0; i < ENTRIES; i++) {
        byte[] leaf =
            new LogEntry(
                    i,
                    new UUID(i, 1).toString(),
                    "dev.missionmesh.mission.queued.v1",
                    Instant.EPOCH,
                    "mission",
                    new UUID(i, 2).toString(),
                    "acme",
                    "mesh.mission.events",
                    1,
                    LogEntry.commitment(salt, data))
                .leaf();
        range.append(MerkleHash.leaf(leaf));
        line.reset();
        ExportLine.write(line, leaf, salt, data);
        line.write('\n');
        line.writeTo(out);
      }
    }
    NoteSigner signer = TestLog.SIGNER.named(origin);
    String note = new Checkpoint(origin, range.size(), range.root()).signedBy(signer);

    long start = System.nanoTime();
    Verification verification =
        AuditVerifier.verify(export, note, signer.verifierKey(), Optional.empty(), "acme");
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    assertThat(verification).isEqualTo(new Verification(ENTRIES, 0, java.util.List.of()));
    assertThat(took)
        .isLessThan(PER_MILLION.multipliedBy(ENTRIES).dividedBy(1_000_000).plusSeconds(1));
  }
}
