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
    Instant now = clock.instant();
    add(new Sum(reason, address, tenant, keyId, 1, now, now));
  }

  private synchronized void add(Sum sum) {
    sums.merge(group(sum), sum, Sum::plus);
  }

  /**
   * The narrowest group that there is, or may be, for it: a key, or one at an address if its secret
   * was wrong; the address; whatever has the same reason. Half of the room is for addresses, which
   * nobody can make up.
   */
  private Group group(Sum sum) {
    if (sum.keyId != null) {
      boolean proven = PROVEN.contains(sum.reason);
      Group key = new Group(sum.reason, proven ? KEY + sum.keyId : sum.address + ' ' + KEY + sum.keyId);
      if (isRoom(key, proven ? most : most / 2)) {
        return key;
      }
    }
    Group address = new Group(sum.reason, sum.address);
    return sum.address != null && isRoom(address, most) ? address : new Group(sum.reason, OTHERS);
  }

  private boolean isRoom(Group group, int groups) {
    return sums.containsKey(group) || sums.size() < groups;
  }

  /** Takes away what was summed up. */
  public synchronized List<Sum> take() {
    List<Sum> taken = new ArrayList<>(sums.values());
    sums.clear();
    return taken;
  }

  /** Counts again what was taken and could not be told. */
  public void putBack(List<Sum> taken) {
    taken.forEach(this::add);
  }
}
