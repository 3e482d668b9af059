package dev.missionmesh.auditlog;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.EdECPrivateKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** A log in memory, with what an honest exporter writes for it. */
final class TestLog {
  static final NoteSigner SIGNER = signer();

  final String tenant;
  final List<String> lines = new ArrayList<>();
  private final CompactRange range = new CompactRange();

  TestLog(String tenant) {
    this.tenant = tenant;
  }

  static TestLog of(String tenant, int entries) {
    TestLog log = new TestLog(tenant);
    for (int i = 0; i < entries; i++) {
      log.append("{\"missionId\":\"m-" + i + "\",\"text\":\"gr\u00fc\u00df \\\"dich\\\" }\"}");
    }
    return log;
  }

  void append(String data) {
    append(data.getBytes(StandardCharsets.UTF_8), false);
  }

  void append(byte[] data, boolean erased) {
    byte[] salt = new byte[LogEntry.SALT_LENGTH];
    Arrays.fill(salt, (byte) range.size());
    byte[] leaf = leaf(range.size(), LogEntry.commitment(salt, data));
    range.append(MerkleHash.leaf(leaf));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ExportLine.write(out, leaf, erased ? null : salt, erased ? null : data);
    lines.add(out.toString(StandardCharsets.UTF_8));
  }

  private byte[] leaf(long index, byte[] commitment) {
    return new LogEntry(
            index,
            new UUID(index, 1).toString(),
            "dev.missionmesh.mission.queued.v1",
            Instant.parse("2026-11-21T14:00:00.123456Z"),
            "mission",
            "m \"" + index + "\"\\",
            tenant,
            "mesh.mission.events",
            7,
            commitment)
        .leaf();
  }

  String checkpoint() {
    String origin = new AuditOrigin(tenant, 1).toString();
    return new Checkpoint(origin, range.size(), range.root()).signedBy(SIGNER.named(origin));
  }

  VerifierKey key() {
    return SIGNER.named(new AuditOrigin(tenant, 1).toString()).verifierKey();
  }

  private static NoteSigner signer() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] encoded = pair.getPublic().getEncoded();
      return NoteSigner.of(
          "test",
          ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow(),
          Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
