package dev.missionmesh.gateway.edge;

import dev.missionmesh.gateway.application.Allowance;
import dev.missionmesh.gateway.application.Allowance.Basis;
import dev.missionmesh.gateway.domain.Tier;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Locale;

/** What was let through and what was not, by tier and by what the count rests on. */
@Singleton
class LimitMetrics {
  private final Counter[] allowed = new Counter[Tier.values().length * Basis.values().length];
  private final Counter[] limited = new Counter[allowed.length];

  LimitMetrics(MeterRegistry registry) {
    for (Tier tier : Tier.values()) {
      for (Basis basis : Basis.values()) {
        allowed[index(tier, basis)] = counter(registry, tier, basis, "allowed");
        limited[index(tier, basis)] = counter(registry, tier, basis, "limited");
      }
    }
  }

  private static Counter counter(MeterRegistry registry, Tier tier, Basis basis, String outcome) {
    return registry.counter(
        "mesh.gateway.rates.requests",
        "tier",
        tier.label(),
        "outcome",
        outcome,
        "basis",
        basis.name().toLowerCase(Locale.ROOT));
  }

  void counted(Allowance allowance) {
    int index = index(allowance.allotment().tier(), allowance.basis());
    (allowance.granted() ? allowed : limited)[index].increment();
  }

  private static int index(Tier tier, Basis basis) {
    return tier.ordinal() * Basis.values().length + basis.ordinal();
  }
}
