package dev.missionmesh.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFilesTest {
  private static final int ENVIRONMENT = 300;
  private static final int APPLICATION = 250;

  @TempDir Path directory;

  private Secrets secrets(Map<String, String> environment) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withSources(new PropertiesConfigSource(environment, "environment", ENVIRONMENT))
            .withSources(
                new PropertiesConfigSource(
                    Map.of(
                        "mesh.secrets.directory", directory.toString(),
                        "mesh.kafka.login", "gateway"),
                    "application",
                    APPLICATION))
            .withSources(new SecretFilesFactory())
            .build();
    return new ConfiguredSecrets(config);
  }

  private void write(String name, String value) throws IOException {
    Files.writeString(directory.resolve(name), value);
  }

  @Test
  void aRotatedSecretIsSeenAtOnce() throws IOException {
    write("mesh.kafka.password", "first\n");
    Secrets secrets = secrets(Map.of());
    assertThat(secrets.login("mesh.kafka.login", "mesh.kafka.password")).isEqualTo(new Secrets.Login("gateway", "first"));
    write("mesh.kafka.login", "gateway_b\n");
    write("mesh.kafka.password", "second\n");
    assertThat(secrets.login("mesh.kafka.login", "mesh.kafka.password")).isEqualTo(new Secrets.Login("gateway_b", "second"));
  }

  @Test
  void theEnvironmentGoesBeforeFiles() throws IOException {
    write("mesh.kafka.password", "of the file");
    assertThat(secrets(Map.of("mesh.kafka.password", "given")).get("mesh.kafka.password")).isEqualTo("given");
  }

  @Test
  void aSecretIsTakenLetterByLetter() throws IOException {
    write("mesh.kafka.password", "a${b}$c\\d#=: \"'\n");
    assertThat(secrets(Map.of()).get("mesh.kafka.password")).isEqualTo("a${b}$c\\d#=: \"'");
  }

  @Test
  void whatNoSourceHasIsMissing() {
    assertThatThrownBy(() -> secrets(Map.of()).get("mesh.kafka.password")).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void aNameCannotLeaveTheDirectory() throws IOException {
    Path inside = Files.createDirectory(directory.resolve("inside"));
    Files.writeString(directory.resolve("mesh.x"), "outside");
    assertThat(new SecretFiles(inside).getValue("mesh.../../mesh.x")).isNull();
    assertThat(new SecretFiles(inside).getValue("../mesh.x")).isNull();
  }

  @Test
  void aPairThatIsReplacedWhileItIsReadIsReadAgain() {
    String[] told = {"a", "password of b", "b", "b", "password of b", "b"};
    int[] next = {0};
    Secrets replaced = name -> told[next[0]++];
    assertThat(replaced.login("mesh.kafka.login", "mesh.kafka.password")).isEqualTo(new Secrets.Login("b", "password of b"));
  }

  @Test
  void aLoginDoesNotShowItsPassword() {
    assertThat(new Secrets.Login("gateway_api", "hidden").toString()).doesNotContain("hidden");
  }
}
