package dev.missionmesh.clustersetup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.migrations.Logins;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EnableKubernetesMockClient(crud = true)
class SecretsCommandTest {
  private static final String SPACE = "mesh";
  KubernetesClient client;
  @TempDir Path folder;
  private final SecretsCommand command = new SecretsCommand();

  @BeforeEach
  void names() {
    command.names = new SecretNames();
    command.names.namespace = SPACE;
    command.names.instance = "rel";
    command.names.names = new LinkedHashMap<>();
    for (String kind : SecretLayout.KINDS) command.names.names.put(kind, "rel-" + kind);
  }

  @Test
  void everyServiceGetsItsKeyAndItsLoginsAndTheMigrationsGetTheRest() throws IOException {
    assertThat(command.ensure(client, folder)).isEqualTo(SecretLayout.KINDS.size());

    Properties database = properties(content("database", "postgres.properties"));
    assertThat(database.stringPropertyNames()).containsAll(Logins.all()).contains("postgres");
    assertThat(content("mission", "mesh.database.api-login").strip()).isEqualTo("mission_api");
    assertThat(content("mission", "mesh.database.api-password").strip()).isEqualTo(database.getProperty("mission_api"));
    assertThat(content("sandbox-runtime", "mesh.kafka.password").strip())
        .isEqualTo(properties(content("kafka", "kafka.properties")).getProperty("sandbox-runtime"));
    assertThat(data("sandbox-runtime")).containsOnlyKeys("signing.jwk.json", "mesh.kafka.login", "mesh.kafka.password");
    assertThat(content("gateway", "webhooks.properties")).startsWith("k1=");
    assertThat(content("telemetry", "audit.jwk.json")).contains("\"d\"");
    assertThat(content("api-keys", "default.key")).startsWith("mesh_default_");
  }

  @Test
  void publicKeysBelongToPrivateOnesAndHoldNoPrivateHalf() throws IOException {
    command.ensure(client, folder);

    for (String service : SecretLayout.SERVICES) {
      String trusted = content("trust", service + ".jwks.json");
      assertThat(trusted).contains(keyId(content(service, "signing.jwk.json"))).doesNotContain("\"d\"");
    }
  }

  @Test
  void anUpgradeChangesNothing() throws IOException {
    command.ensure(client, folder.resolve("first"));
    Map<String, Map<String, String>> before = everything();

    assertThat(command.ensure(client, folder.resolve("second"))).isZero();
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void whatIsMissingIsAddedAndTheRestKept() throws IOException {
    command.ensure(client, folder.resolve("first"));
    Map<String, Map<String, String>> before = everything();
    client.secrets().inNamespace(SPACE).withName("rel-policy").delete();

    assertThat(command.ensure(client, folder.resolve("second"))).isEqualTo(2);
    Map<String, Map<String, String>> after = everything();
    assertThat(after.get("policy").get("mesh.database.api-password")).isEqualTo(before.get("policy").get("mesh.database.api-password"));
    assertThat(content("trust", "policy.jwks.json")).contains(keyId(content("policy", "signing.jwk.json")));
    after.keySet().removeAll(java.util.Set.of("policy", "trust"));
    assertThat(before).containsAllEntriesOf(after);
  }

  @Test
  void aPasswordThatIsThereIsUsed() throws IOException {
    var secret = new SecretBuilder().withNewMetadata().withName("rel-database").withNamespace(SPACE).endMetadata();
    String given = Base64.getEncoder().encodeToString("mission_api=chosen-by-somebody\n".getBytes(StandardCharsets.UTF_8));
    client.resource(secret.addToData("postgres.properties", given).build()).create();

    command.ensure(client, folder);

    assertThat(content("mission", "mesh.database.api-password").strip()).isEqualTo("chosen-by-somebody");
  }

  @Test
  void forgettingDeletesOnlyWhatWasMadeForTheRelease() throws IOException {
    var foreign = new SecretBuilder().withNewMetadata().withName("rel-kafka").withNamespace(SPACE).endMetadata().build();
    client.resource(foreign).create();
    command.ensure(client, folder);

    new ClusterSecrets(client, command.names).delete();

    assertThat(client.secrets().inNamespace(SPACE).list().getItems()).extracting(s -> s.getMetadata().getName()).containsExactly("rel-kafka");
  }

  private Map<String, Map<String, String>> everything() {
    var all = new TreeMap<String, Map<String, String>>();
    for (String kind : SecretLayout.KINDS) all.put(kind, data(kind));
    return all;
  }

  private Map<String, String> data(String kind) {
    Secret secret = client.secrets().inNamespace(SPACE).withName("rel-" + kind).get();
    return secret.getData();
  }

  private String content(String kind, String key) {
    return new String(Base64.getDecoder().decode(data(kind).get(key)), StandardCharsets.UTF_8);
  }

  private static String keyId(String jwk) {
    return jwk.replaceAll("(?s).*(\"kid\":\"[^\"]+\").*", "$1");
  }

  private static Properties properties(String text) throws IOException {
    var properties = new Properties();
    properties.load(new StringReader(text));
    return properties;
  }
}
