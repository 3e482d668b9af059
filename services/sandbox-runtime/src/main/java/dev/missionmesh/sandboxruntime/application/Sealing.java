package dev.missionmesh.sandboxruntime.application;

import dev.missionmesh.sandboxruntime.domain.AttemptResult;
import dev.missionmesh.sandboxruntime.domain.Completion;
import dev.missionmesh.sandboxruntime.domain.Lease;
import dev.missionmesh.sandboxruntime.domain.Outcome;
import dev.missionmesh.sandboxruntime.domain.SandboxInfo;
import dev.missionmesh.sandboxruntime.domain.Seal;
import dev.missionmesh.sandboxruntime.domain.Usage;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Seals results with the keys of their leases. */
final class Sealing {
  static Seal seal(AttemptResult result, byte[] key) {
    byte[] bytes = result.canonicalJson();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      HexFormat hex = HexFormat.of();
      return new Seal(
          hex.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)),
          hex.formatHex(mac.doFinal(bytes)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 and its HMAC belong to every JDK", e);
    }
  }

  /** The end of an attempt for which no process ran. */
  static Completion withoutProcess(Lease lease, Outcome outcome, AttemptResult result) {
    return new Completion(
        lease.ref(),
        lease.attempt(),
        outcome,
        result,
        seal(result, lease.key()),
        0,
        Duration.ZERO,
        SandboxInfo.NONE,
        List.of(),
        Usage.NONE);
  }

  private Sealing() {}
}
