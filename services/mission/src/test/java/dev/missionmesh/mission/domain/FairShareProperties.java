package dev.missionmesh.mission.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class FairShareProperties {
  @Property
  void handsOutJustWhatThereIs(
      @ForAll @Size(min = 1, max = 20) List<@IntRange(max = 30) Integer> tenants,
      @ForAll @IntRange(max = 300) int capacity) {
    var quotas = new FairShare<Integer>().allot(new TreeSet<>(tenants), capacity);
    assertThat(quotas.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(capacity);
    assertThat(tenants).containsAll(quotas.keySet());
  }

  @Property
  void tenantsThatAlwaysHaveWorkNeverDifferByMoreThanOne(
      @ForAll @IntRange(min = 1, max = 12) int tenants,
      @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 1, max = 50) Integer> rounds) {
    var share = new FairShare<Integer>();
    var all = new TreeSet<Integer>();
    for (int t = 0; t < tenants; t++) all.add(t);
    Map<Integer, Integer> served = new HashMap<>();
    for (int capacity : rounds) {
      share.allot(all, capacity).forEach((t, n) -> served.merge(t, n, Integer::sum));
    }
    int most = all.stream().mapToInt(t -> served.getOrDefault(t, 0)).max().orElseThrow();
    int least = all.stream().mapToInt(t -> served.getOrDefault(t, 0)).min().orElseThrow();
    assertThat(most - least).isLessThanOrEqualTo(1);
  }

  @Property
  void whoComesLateGetsHalfAtOnceAndNoMore(
      @ForAll @IntRange(min = 1, max = 5000) int before,
      @ForAll @IntRange(min = 2, max = 200) int capacity) {
    var share = new FairShare<String>();
    share.allot(List.of("early"), before);
    var quotas = share.allot(List.of("early", "late"), capacity);
    assertThat(quotas.get("late")).isBetween(capacity / 2, (capacity + 1) / 2 + 1);
  }

  @Property
  void whatATenantCouldNotUseIsNotHeldAgainstIt(
      @ForAll @IntRange(min = 2, max = 100) int capacity) {
    var share = new FairShare<String>();
    var first = share.allot(List.of("a", "b"), capacity);
    share.refund("a", first.get("a"));
    var second = share.allot(List.of("a", "b"), capacity);
    assertThat(second.get("a")).isGreaterThanOrEqualTo(second.getOrDefault("b", 0));
  }

  @Example
  void nobodyGetsNothingWhenNobodyWaits() {
    assertThat(new FairShare<String>().allot(List.of(), 10)).isEmpty();
  }
}
