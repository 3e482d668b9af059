package dev.missionmesh.gateway.application;

import dev.missionmesh.gateway.domain.KeyText;
import dev.missionmesh.gateway.domain.KnownKey;
import dev.missionmesh.gateway.domain.Refusal;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.Optional;

/** Tells whether the bearer of a key may pass. */
public final class Authenticator {
  private final KeyCache cache;
  private final KeyUsage usage;
  private final Clock clock;

  public Authenticator(KeyCache cache, KeyUsage usage, Clock clock) {
    this.cache = cache;
    this.usage = usage;
    this.clock = clock;
  }

  /** The verdict if it can be given at once; null if the key has to be read first. */
  public Verdict atOnce(KeyText text) {
    Optional<KnownKey> known = cache.atHand(text.tenant(), text.keyId());
    return known == null ? null : judge(text, known);
  }

  /** The verdict; fails with {@link KeyCache.Unavailable}, in which case nobody passes. */
  public Uni<Verdict> ask(KeyText text) {
    return cache.find(text.tenant(), text.keyId()).map(known -> judge(text, known));
  }

  /**
   * Whether a key that was admitted earlier still is; true while the store, in which alone it could
   * be revoked, cannot be asked.
   */
  public Uni<Boolean> stillAdmits(KnownKey key) {
    return cache
        .find(key.tenant(), key.id())
        .map(
            known ->
                known.isPresent() && known.get().refuses(key.sha256(), clock.instant()) == null)
        .onFailure(KeyCache.Unavailable.class)
        .recoverWithItem(() -> key.lapsed(clock.instant()) == null);
  }

  private Verdict judge(KeyText text, Optional<KnownKey> known) {
    if (known.isEmpty()) {
      return new Verdict.Refused(Refusal.UNKNOWN);
    }
    Refusal refusal = known.get().refuses(text.sha256(), clock.instant());
    if (refusal != null) {
      return new Verdict.Refused(refusal);
    }
    usage.used(known.get(), clock.instant());
    return new Verdict.Admitted(known.get());
  }
}
