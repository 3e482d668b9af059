package dev.missionmesh.gateway.application.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missionmesh.tenancy.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretSealTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final UUID HOOK = UUID.randomUUID();
  private static final UUID ID = UUID.randomUUID();

  @TempDir Path folder;
  private Path file;
  private SecretSeal seal;
  private final SigningSecret secret = SigningSecret.generate(new SecureRandom());
  private final String k1 = "k1=" + key();
  private final String k2 = "k2=" + key();
  private long version;

  @BeforeEach
  void keys() throws IOException {
    file = folder.resolve("keys");
    write(k1);
    seal = new SecretSeal(new SealingKeys(file));
  }

  @Test
  void opensWhatItSealedAndShowsNothingOfIt() {
    HeldSecret held = seal.seal(ACME, HOOK, ID, secret);

    assertThat(seal.open(ACME, HOOK, held).reveal()).isEqualTo(secret.reveal());
    assertThat(held.keyId()).isEqualTo("k1");
    assertThat(new String(held.sealed(), java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain(new String(secret.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1));
    assertThat(seal.seal(ACME, HOOK, ID, secret).sealed()).isNotEqualTo(held.sealed());
  }

  @Test
  void opensNothingThatWasChangedOrMoved() {
    HeldSecret held = seal.seal(ACME, HOOK, ID, secret);
    byte[] changed = held.sealed().clone();
    changed[changed.length - 1] ^= 1;

    assertRefused(ACME, HOOK, new HeldSecret(ID, "k1", changed));
    assertRefused(new TenantId("globex"), HOOK, held);
    assertRefused(ACME, UUID.randomUUID(), held);
    assertRefused(ACME, HOOK, new HeldSecret(UUID.randomUUID(), "k1", held.sealed()));
    assertRefused(ACME, HOOK, new HeldSecret(ID, "k9", held.sealed()));
  }

  @Test
  void changesItsKeyWithoutARestartAndStillOpensWithTheOldOne() throws IOException {
    HeldSecret old = seal.seal(ACME, HOOK, ID, secret);

    write("# newest first\n" + k2 + "\n" + k1);
    assertThat(seal.seal(ACME, HOOK, ID, secret).keyId()).isEqualTo("k2");
    assertThat(seal.open(ACME, HOOK, old).reveal()).isEqualTo(secret.reveal());

    write(k2);
    assertRefused(ACME, HOOK, old);
  }

  @Test
  void keepsTheKeysItHasWhileTheFileIsBroken() throws IOException {
    seal.seal(ACME, HOOK, ID, secret);
    write("k1=c2hvcnQ=");

    assertThat(seal.isReady()).isTrue();
    assertThat(new SecretSeal(new SealingKeys(file)).isReady()).isFalse();
    assertThat(new SecretSeal(new SealingKeys(null)).isReady()).isFalse();
  }

  private void assertRefused(TenantId tenant, UUID webhook, HeldSecret held) {
    assertThatThrownBy(() -> seal.open(tenant, webhook, held))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining(secret.reveal());
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text + "\n");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000 + 1_000 * version++));
  }

  private static String key() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }
}
