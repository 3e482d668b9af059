package dev.missionmesh.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.tenancy.TenantId;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @ParameterizedTest
  @ValueSource(strings = {"ab", "system", "a-tenant-with-a-name-of-forty-letters-xx"})
  void readsWhatItMade(String tenant) {
    KeyText made = KeyText.generate(new TenantId(tenant), RANDOM);

    KeyText read = KeyText.parse(made.reveal()).orElseThrow();

    assertThat(made.reveal()).matches("mesh_" + tenant + "_[0-9A-Za-z]{12}_[0-9A-Za-z]{49}");
    assertThat(read.tenant().value()).isEqualTo(tenant);
    assertThat(read.keyId()).isEqualTo(made.keyId());
    assertThat(read.sha256()).isEqualTo(made.sha256()).hasSize(32);
  }

  @Test
  void findsEverySingleChangedCharacter() {
    String text = KeyText.generate(new TenantId("acme"), RANDOM).reveal();
    for (int i = 0; i < text.length(); i++) {
      char other = text.charAt(i) == 'q' ? 'r' : 'q';
      String changed = text.substring(0, i) + other + text.substring(i + 1);
      assertThat(KeyText.parse(changed)).as(changed).isEmpty();
    }
  }

  @Test
  void findsEveryCutAndEveryAddition() {
    String text = KeyText.generate(new TenantId("acme"), RANDOM).reveal();
    for (int i = 0; i < text.length(); i++) {
      assertThat(KeyText.parse(text.substring(0, i))).isEmpty();
      assertThat(KeyText.parse(text.substring(i + 1))).isEmpty();
    }
    assertThat(KeyText.parse(text + "0")).isEmpty();
    assertThat(KeyText.parse(text + " ")).isEmpty();
    assertThat(KeyText.parse(null)).isEmpty();
  }

  @Test
  void writesTheChecksumAsItIsAgreed() {
    assertThat(Base62.checksum("123456789")).isEqualTo("3jZRME");
  }

  @Test
  void doesNotPrintItsSecret() {
    KeyText made = KeyText.generate(new TenantId("acme"), RANDOM);

    assertThat(made.toString())
        .doesNotContain(made.reveal().substring(made.reveal().length() - 49));
  }
}
