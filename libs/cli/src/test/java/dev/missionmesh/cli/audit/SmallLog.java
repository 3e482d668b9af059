package dev.missionmesh.cli.audit;

import dev.missionmesh.auditlog.AuditOrigin;
import dev.missionmesh.auditlog.Checkpoint;
import dev.missionmesh.auditlog.CompactRange;
import dev.missionmesh.auditlog.ExportLine;
import dev.missionmesh.auditlog.LogEntry;
import dev.missionmesh.auditlog.MerkleHash;
import dev.missionmesh.auditlog.NoteSigner;
import dev.missionmesh.auditlog.VerifierKey;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.EdECPrivateKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An honest log with a key of its own. */
final class SmallLog {
  private final AuditOrigin origin;
  private final NoteSigner signer;
  private final CompactRange range = new CompactRange();
  private final List<String> lines = new ArrayList<>();

  SmallLog(AuditOrigin origin) {
    this.origin = origin;
    this.signer = signer(origin.toString());
  }

  void append(String data) {
    byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
    byte[] salt = new byte[LogEntry.SALT_LENGTH];
    byte[] leaf = leaf(LogEntry.commitment(salt, bytes));
    range.append(MerkleHash.leaf(leaf));
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    ExportLine.write(line, leaf, salt, bytes);
    lines.add(line.toString(StandardCharsets.UTF_8));
  }

  List<String> lines() {
    return lines;
  }

  String checkpoint() {
    return new Checkpoint(origin.toString(), range.size(), range.root()).signedBy(signer);
  }

  VerifierKey key() {
    return signer.verifierKey();
  }

  private byte[] leaf(byte[] commitment) {
    Instant time = Instant.parse("2026-11-21T10:00:00.000001Z");
    String type = "dev.missionmesh.mission.queued.v1";
    return new LogEntry(
            range.size(),
            "e" + range.size(),
            type,
            time,
            "mission",
            "m",
            origin.tenant(),
            "mesh.mission.events",
            1,
            commitment)
        .leaf();
  }

  private static NoteSigner signer(String name) {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] x509 = pair.getPublic().getEncoded();
      byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
      return NoteSigner.of(name, seed, Arrays.copyOfRange(x509, x509.length - 32, x509.length));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
