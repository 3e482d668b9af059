package dev.missionmesh.gateway.application;

import dev.missionmesh.gateway.domain.KeyText;
import dev.missionmesh.gateway.domain.Refusal;
import dev.missionmesh.tenancy.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Sums up refused requests until someone tells of them, in a bounded number of groups: whoever comes from ever new addresses ends
 * in the group of the others. Lost at a crash, at most one period's worth.
 */
public final class FailedAuthentications {
  /** Refusals that follow only after the secret was found to be right. */
  private static final Set<Refusal> PROVEN =
      Set.of(Refusal.REVOKED, Refusal.EXPIRED);

  /**
   * A sum of refused requests.
   *
   * @param address null: several
   * @param tenant that the key names; null: none, or several
   * @param keyId null: none, or several
   */
  public record Sum(
      Refusal reason,
      String address,
      TenantId tenant,
      String keyId,
      long count,
      Instant firstAt,
      Instant lastAt) {

    private Sum plus(Sum other) {
      return new Sum(
          reason,
          same(address, other.address),
          same(tenant, other.tenant),
          same(keyId, other.keyId),
          count + other.count,
          firstAt.isBefore(other.firstAt) ? firstAt : other.firstAt,
          lastAt.isAfter(other.lastAt) ? lastAt : other.lastAt);
    }

    private static <T> T same(T one, T other) {
      return Objects.equals(one, other) ? one : null;
    }
  }

  private record Group(Refusal reason, String name) {}

  private static final String OTHERS = "others";
  private static final String KEY = "key:";

  private final Clock clock;
  private final int most;
  private final Map<Group, Sum> sums = new HashMap<>();

  /**
   * @param most groups that are told apart; beyond them there is one more for each reason
   */
  public FailedAuthentications(Clock clock, int most) {
    this.clock = clock;
    this.most = most;
  }

  /** Counts a refused request; any thread. */
  public void refused(Refusal reason, String address, Optional<KeyText> presented) {
    TenantId tenant = presented.map(KeyText::tenant).orElse(null);
    String keyId = presented.map(KeyText::keyId).orElse(null);
    boolean proven = tenant != null && PROVEN.contains(reason);
    Instant now = clock.instant();
    Sum one = new Sum(reason, address, tenant, keyId, 1, now, now);
    add(new Group(reason, proven ? KEY + keyId : address), one);
  }

  private synchronized void add(Group group, Sum sum) {
    boolean apart = sums.containsKey(group) || sums.size() < most;
    sums.merge(apart ? group : new Group(sum.reason, OTHERS), sum, Sum::plus);
  }

  /** Takes away what was summed up. */
  public synchronized List<Sum> take() {
    List<Sum> taken = new ArrayList<>(sums.values());
    sums.clear();
    return taken;
  }

  /** Counts again what was taken and could not be told. */
  public void putBack(List<Sum> taken) {
    taken.forEach(
        sum -> {
          boolean proven = PROVEN.contains(sum.reason()) && sum.keyId() != null;
          String name = proven ? KEY + sum.keyId() : sum.address();
          add(new Group(sum.reason(), name == null ? OTHERS : name), sum);
        });
  }
}
