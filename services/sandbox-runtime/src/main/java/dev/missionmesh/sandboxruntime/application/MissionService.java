package dev.missionmesh.sandboxruntime.application;

import dev.missionmesh.sandboxruntime.domain.Completion;
import dev.missionmesh.sandboxruntime.domain.Lease;
import dev.missionmesh.sandboxruntime.domain.LeaseRef;
import dev.missionmesh.sandboxruntime.domain.LogChunk;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;

/**
 * The mission service as a node sees it. Every call fails with {@link MissionRefused} when the same
 * request would be refused again, and with anything else when a repetition may succeed.
 */
public interface MissionService {
  /** How this node presents itself. */
  record Presentation(
      String buildId,
      int slots,
      String backend,
      boolean degraded,
      String degradedReason,
      List<String> executors,
      String capabilityHash) {}

  /** What mission grants to a node. */
  record Terms(Duration lease, Duration renewEvery, int maxLeases) {}

  /** A lease whose attempt is to be ended. */
  record Cancel(String missionId, long token) {}

  /** What a question for work brought. */
  record Work(List<Lease> leases, List<Cancel> cancels) {
    boolean isEmpty() {
      return leases.isEmpty() && cancels.isEmpty();
    }
  }

  /** What became of a lease that was to be renewed. */
  enum RenewalStatus {
    HELD,
    LOST,
    CANCEL
  }

  /** The answer for one lease; {@code expiresIn} counts from when mission answered. */
  record Renewal(String missionId, long token, RenewalStatus status, Duration expiresIn) {}

  /** What became of a log chunk. */
  enum ChunkStatus {
    STORED,
    DUPLICATE,
    LOST,
    FULL
  }

  /** The answer for one log chunk. */
  record ChunkReceipt(String missionId, int chunk, ChunkStatus status) {}

  /** The answer for one completion: 200 taken, 409 not ours any more, 422 wrong seal. */
  record CompletionReceipt(String missionId, long token, int status, String reason) {}

  Uni<Terms> register(Presentation presentation);

  /** Waits up to {@code wait} for work; nothing in it when there is none. */
  Uni<Work> lease(int max, Duration wait);

  /** Renews leases; an empty list is a sign of life. */
  Uni<List<Renewal>> renew(List<LeaseRef> leases);

  Uni<List<ChunkReceipt>> storeLog(List<LogChunk> chunks);

  Uni<List<CompletionReceipt>> complete(List<Completion> completions);
}
