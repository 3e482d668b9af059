package dev.missionmesh.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TenantLimitsTest {
  private final TenantLimits usual =
      new TenantLimits(
          Limit.parse("100 per PT1M burst 20"),
          Limit.parse("50 per PT1M burst 10"),
          Limit.parse("1000 per PT1M burst 200"),
          Map.of("/a", Limit.parse("5 per PT1M burst 1"), "/b", Limit.parse("6 per PT1M burst 1")));

  @Test
  void keepsWhatIsNotSet() {
    assertThat(usual.with(new TenantSettings.Limits(null, null, null))).isEqualTo(usual);
  }

  @Test
  void raisesEachKeyAndAdministratorsWithTheTenant() {
    TenantLimits raised =
        usual.with(new TenantSettings.Limits(6000, null, new TreeMap<>(Map.of("/b", 60))));

    assertThat(raised.tenant()).isEqualTo(Limit.parse("6000 per PT1M burst 1200"));
    assertThat(raised.key()).isEqualTo(raised.tenant());
    assertThat(raised.admin()).isEqualTo(raised.tenant());
    assertThat(raised.endpoints())
        .containsEntry("/a", Limit.parse("5 per PT1M burst 1"))
        .containsEntry("/b", Limit.parse("60 per PT1M burst 12"));
  }

  @Test
  void neverLowersAdministratorsWithTheTenant() {
    TenantLimits lowered = usual.with(new TenantSettings.Limits(10, 3, null));

    assertThat(lowered.tenant()).isEqualTo(Limit.parse("10 per PT1M burst 2"));
    assertThat(lowered.key()).isEqualTo(Limit.parse("3 per PT1M burst 1"));
    assertThat(lowered.admin()).isEqualTo(usual.admin());
  }
}
