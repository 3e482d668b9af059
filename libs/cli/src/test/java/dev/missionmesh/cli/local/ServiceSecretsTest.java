package dev.missionmesh.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceSecretsTest {
  @TempDir Path folder;
  private Secrets secrets;
  private ServiceSecrets services;

  @BeforeEach
  void make() throws IOException {
    secrets = Secrets.ensure(new DataFolder(folder.resolve("data")));
    services = secrets.services();
  }

  private String told(String service, String name) throws IOException {
    return Files.readString(services.directory(service).resolve(name)).strip();
  }

  @Test
  void aServiceIsToldItsOwnSecretsOnly() throws IOException {
    assertThat(told("search-indexer", "mesh.database.api-login")).isEqualTo("search_api");
    assertThat(told("search-indexer", "mesh.database.api-password")).isEqualTo(secrets.postgres().of("search_api"));
    assertThat(told("sandbox-runtime", "mesh.kafka.password")).isEqualTo(secrets.kafka().of("sandbox-runtime"));
    try (Stream<Path> files = Files.list(services.directory("sandbox-runtime"))) {
      assertThat(files.map(f -> f.getFileName().toString())).containsExactlyInAnyOrder("mesh.kafka.login", "mesh.kafka.password");
    }
  }

  @Test
  void aTurnedServiceIsToldTheOtherLoginAndWhatIsNotTurnedStays() throws IOException {
    ServiceSecrets.Use api = use("mesh.database.api-login");
    secrets.postgres().put("mission_api_b", "the new one");
    services.turn("mission", List.of(api));
    assertThat(told("mission", "mesh.database.api-login")).isEqualTo("mission_api_b");
    assertThat(told("mission", "mesh.database.api-password")).isEqualTo("the new one");
    assertThat(told("mission", "mesh.database.engine-login")).isEqualTo("mission_engine");

    services.ensure("mission");
    assertThat(told("mission", "mesh.database.api-login")).isEqualTo("mission_api_b");
    services.turn("mission", List.of(api));
    assertThat(told("mission", "mesh.database.api-login")).isEqualTo("mission_api");
  }

  @Test
  void loginAndPasswordChangeTogether() throws IOException {
    Path before = services.directory("mission").toRealPath();
    secrets.postgres().put("mission_api_b", "the new one");
    services.turn("mission", List.of(use("mesh.database.api-login")));
    assertThat(services.directory("mission").toRealPath()).isNotEqualTo(before);
    assertThat(Files.readString(before.resolve("mesh.database.api-password")).strip())
        .isEqualTo(secrets.postgres().of("mission_api"));

    services.forgetOld("mission");
    assertThat(before).doesNotExist();
    assertThat(told("mission", "mesh.database.api-login")).isEqualTo("mission_api_b");
  }

  @Test
  void aLoginThatIsNoLongerLetInIsReplaced() throws IOException {
    secrets.postgres().put("mission_api_b", "the only one");
    secrets.postgres().remove("mission_api");
    services.ensure("mission");
    assertThat(told("mission", "mesh.database.api-login")).isEqualTo("mission_api_b");
    assertThat(told("mission", "mesh.database.api-password")).isEqualTo("the only one");
  }

  private ServiceSecrets.Use use(String loginFile) {
    return services.uses("mission").stream().filter(u -> u.loginFile().equals(loginFile)).findFirst().orElseThrow();
  }
}
