package dev.missionmesh.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir Path folder;

  @Test
  void everySecretIsMadeOnceAndStays() throws IOException {
    var data = new DataFolder(folder.resolve("data"));
    Secrets first = Secrets.ensure(data);
    String key = Files.readString(data.key("default"));
    String jwk = Files.readString(first.signing().privateKey("mission"));

    Secrets again = Secrets.ensure(data);
    assertThat(again.postgres().of("mission_api")).isEqualTo(first.postgres().of("mission_api"));
    assertThat(again.kafka().of("mesh-admin")).isEqualTo(first.kafka().of("mesh-admin"));
    assertThat(data.key("default")).hasContent(key);
    assertThat(again.signing().privateKey("mission")).hasContent(jwk);
  }

  @Test
  void nobodyElseCanReadThem() throws IOException {
    var data = new DataFolder(folder.resolve("data"));
    Secrets.ensure(data);
    try (Stream<Path> paths = Files.walk(data.root())) {
      for (Path path : paths.toList()) {
        String expected = Files.isDirectory(path) ? "rwx------" : "rw-------";
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .as(path.toString())
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void theTrustDirectoryHoldsNoPrivateHalf() throws IOException {
    var data = new DataFolder(folder.resolve("data"));
    Secrets.ensure(data);
    for (String service : Profile.ALL_SERVICES) {
      assertThat(Files.readString(data.folder("trust").resolve(service + ".jwks.json")))
          .contains("\"kid\":\"" + service + "-")
          .doesNotContain("\"d\"");
    }
  }

  @Test
  void aFirstKeyHasTheFormThatTheGatewayReads() {
    String key = FirstApiKey.generate("default");
    assertThat(key).matches("mesh_default_[0-9A-Za-z]{12}_[0-9A-Za-z]{49}");
    String body = key.substring(0, key.length() - 6);
    assertThat(key).endsWith(FirstApiKey.checksum(body));
  }

  @Test
  void aChecksumIsSixDigitsOfCrc32() {
    assertThat(FirstApiKey.checksum("123456789")).isEqualTo("3jZRME");
  }
}
