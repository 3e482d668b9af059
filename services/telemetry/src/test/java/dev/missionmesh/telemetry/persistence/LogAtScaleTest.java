package dev.missionmesh.telemetry.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.auditlog.AuditVerifier;
import dev.missionmesh.auditlog.ExportLine;
import dev.missionmesh.auditlog.NoteSigner;
import dev.missionmesh.auditlog.Verification;
import dev.missionmesh.telemetry.application.AuditReader.Stored;
import dev.missionmesh.telemetry.application.LogHead;
import dev.missionmesh.telemetry.domain.Fact;
import dev.missionmesh.tenancy.TenantId;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.EdECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that the real appender has written, exported and verified; {@code -Dmesh.audit.appended=1000000} for the figures. */
class LogAtScaleTest {
  private static final Logger LOG = Logger.getLogger(LogAtScaleTest.class);
  private static final int ENTRIES = Integer.getInteger("mesh.audit.appended", 20_000);
  private static final int BATCH = 1000;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir Path directory;

  private final TestPools pools = new TestPools();
  private final PostgresAuditStore store =
      new PostgresAuditStore(pools.engine(), TestPools.watch());
  private final PostgresAuditReader reader = new PostgresAuditReader(pools.api());
  private final TenantId tenant = new TenantId("s" + UUID.randomUUID().toString().substring(0, 12));

  @AfterEach
  void close() {
    pools.close();
  }

  @Test
  void whatTheAppenderWroteIsExportedAndVerifies() throws Exception {
    long began = System.nanoTime();
    for (int i = 0; i < ENTRIES; i += BATCH) {
      assertThat(store.append(batch(i)).await().atMost(LIMIT)).isEqualTo(BATCH);
    }
    long appended = System.nanoTime();
    LogHead head = reader.head(tenant).await().atMost(LIMIT);
    assertThat(head.size()).isEqualTo(ENTRIES);
    Path export = directory.resolve("export");
    export(export, head.size());
    long exported = System.nanoTime();
    NoteSigner signer = signer(head.origin().toString());
    Verification verification =
        AuditVerifier.verify(
            export,
            head.checkpoint().signedBy(signer),
            signer.verifierKey(),
            Optional.empty(),
            tenant.value());
    long verified = System.nanoTime();

    assertThat(verification).isEqualTo(new Verification(ENTRIES, 0, List.of()));
    LOG.infof(
        "audit log of %d entries: append %d ms, export %d ms, verify %d ms, %d bytes",
        ENTRIES,
        (appended - began) / 1_000_000,
        (exported - appended) / 1_000_000,
        (verified - exported) / 1_000_000,
        Files.size(export));
  }

  private void export(Path file, long size) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream(2048);
      for (long next = 0; next < size; ) {
        for (Stored entry : reader.page(tenant, next, size).await().atMost(LIMIT)) {
          line.reset();
          ExportLine.write(
              line, entry.leaf(), entry.salt(), entry.data());
          line.write('\n');
          line.writeTo(out);
          next = entry.index() + 1;
        }
      }
    }
  }

  private List<Fact> batch(int from) {
    List<Fact> facts = new ArrayList<>(BATCH);
    for (int i = from; i < from + BATCH; i++) {
      String mission = UUID.randomUUID().toString();
      facts.add(
          new Fact(
              UUID.randomUUID(),
              "dev.missionmesh.mission.started.v1",
              Instant.parse("2026-11-21T14:00:00.123456Z"),
              "/missionmesh/mission",
              mission,
              tenant,
              "mesh.mission.events",
              2,
              data(mission)));
    }
    return facts;
  }

  private static byte[] data(String mission) {
    String json =
        "{\"missionId\":\"%s\",\"attempt\":1,\"node\":\"node-1\",\"token\":1,\"policy\":{\"snapshot\":\"sha256:%s\",\"decision\":\"allow\",\"rule\":\"default\"},\"startedAt\":\"2026-11-21T12:00:00.123456Z\"}"
            .formatted(mission, "ab".repeat(32));
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private static NoteSigner signer(String name) throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] encoded = pair.getPublic().getEncoded();
    byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
    return NoteSigner.of(name, seed, Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
  }
}
