package dev.missionmesh.sandboxruntime.mission;

import dev.missionmesh.sandboxruntime.application.MissionService.Cancel;
import dev.missionmesh.sandboxruntime.application.MissionService.ChunkReceipt;
import dev.missionmesh.sandboxruntime.application.MissionService.ChunkStatus;
import dev.missionmesh.sandboxruntime.application.MissionService.CompletionReceipt;
import dev.missionmesh.sandboxruntime.application.MissionService.Renewal;
import dev.missionmesh.sandboxruntime.application.MissionService.RenewalStatus;
import dev.missionmesh.sandboxruntime.application.MissionService.Terms;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Mission's answers to a node. */
final class WireAnswers {
  record Registered(long leaseMs, long renewEveryMs, int maxLeases) {
    Terms terms() {
      return new Terms(Duration.ofMillis(leaseMs), Duration.ofMillis(renewEveryMs), maxLeases);
    }
  }

  record Leases(List<WireLease> leases, List<Cancel> cancels) {}

  record Renewals(List<WireRenewal> leases) {
    List<Renewal> renewals() {
      return leases.stream().map(WireRenewal::renewal).toList();
    }
  }

  record WireRenewal(String missionId, long token, String status, long expiresInMs) {
    Renewal renewal() {
      return new Renewal(
          missionId,
          token,
          RenewalStatus.valueOf(status.toUpperCase(Locale.ROOT)),
          Duration.ofMillis(expiresInMs));
    }
  }

  record Chunks(List<WireReceipt> chunks) {
    List<ChunkReceipt> receipts() {
      return chunks.stream().map(WireReceipt::receipt).toList();
    }
  }

  record WireReceipt(String missionId, int chunk, String status) {
    ChunkReceipt receipt() {
      return new ChunkReceipt(
          missionId, chunk, ChunkStatus.valueOf(status.toUpperCase(Locale.ROOT)));
    }
  }

  record Completions(List<CompletionReceipt> completions) {}

  private WireAnswers() {}
}
