package dev.missionmesh.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.output.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysTest {
  private static final long LATER = Instant.now().plusSeconds(60).getEpochSecond();
  private static final long OVER = Instant.now().minusSeconds(1).getEpochSecond();

  @TempDir Path folder;
  private SigningKeys keys;
  private String first;

  @BeforeEach
  void makeTheFirst() throws IOException {
    keys = new SigningKeys(folder, Files.createDirectory(folder.resolve("trust")));
    keys.ensureService("mission");
    first = inUse();
  }

  private String inUse() throws IOException {
    return Documents.parse(Files.readString(keys.privateKey("mission"))).path("kid").asText();
  }

  private JsonNode published() throws IOException {
    return Documents.parse(Files.readString(folder.resolve("trust/mission.jwks.json"))).path("keys");
  }

  private List<String> publishedIds() throws IOException {
    return published().findValuesAsText("kid");
  }

  @Test
  void theNextKeyIsPublishedBeforeItSigns() throws IOException {
    PublicJsonWebKey next = keys.publishNext("mission");
    assertThat(publishedIds()).containsExactlyInAnyOrder(first, next.getKeyId());
    assertThat(published().findValues("exp")).isEmpty();
    assertThat(inUse()).isEqualTo(first);
  }

  @Test
  void theOldKeyHasAnEndOnceTheNextOneSigns() throws IOException {
    PublicJsonWebKey next = keys.publishNext("mission");
    keys.use("mission", next, LATER);
    assertThat(inUse()).isEqualTo(next.getKeyId());
    assertThat(published())
        .anyMatch(key -> key.path("kid").asText().equals(first) && key.path("exp").asLong() == LATER)
        .anyMatch(key -> key.path("kid").asText().equals(next.getKeyId()) && !key.has("exp"));
    assertThat(published().findValues("d")).isEmpty();
  }

  @Test
  void aRetiredKeyStaysUntilItsEndAndNotLonger() throws IOException {
    PublicJsonWebKey second = keys.publishNext("mission");
    keys.use("mission", second, LATER);
    PublicJsonWebKey third = keys.publishNext("mission");
    keys.use("mission", third, OVER);
    assertThat(publishedIds()).containsExactlyInAnyOrder(first, second.getKeyId(), third.getKeyId());
    PublicJsonWebKey fourth = keys.publishNext("mission");
    assertThat(publishedIds()).containsExactlyInAnyOrder(first, third.getKeyId(), fourth.getKeyId());
  }

  @Test
  void aKeyThatWasPublishedAndNeverUsedIsForgotten() throws IOException {
    PublicJsonWebKey abandoned = keys.publishNext("mission");
    PublicJsonWebKey next = keys.publishNext("mission");
    assertThat(publishedIds()).containsExactlyInAnyOrder(first, next.getKeyId()).doesNotContain(abandoned.getKeyId());
  }
}
