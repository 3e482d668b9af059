package dev.missionmesh.cli.local;

import dev.missionmesh.localpostgres.PostgresCluster;
import dev.missionmesh.migrations.Logins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything secret of a mesh on this machine, generated once and replaced by {@link SecretRotation} only.
 *
 * @param postgres passwords of the database's logins
 * @param kafka passwords of the broker's users
 * @param signing keys that sign tokens and checkpoints
 * @param services what each service is given of them
 */
record Secrets(PasswordFile postgres, PasswordFile kafka, SigningKeys signing, ServiceSecrets services) {
  private static final String BROKER_ADMIN = "mesh-admin";

  /** Reads the secrets, making what is missing. */
  static Secrets ensure(DataFolder data) throws IOException {
    Path secrets = data.folder("secrets");
    var signing = new SigningKeys(secrets, data.folder("trust"));
    for (String service : Profile.ALL_SERVICES) signing.ensureService(service);
    signing.ensureAudit();
    SealingKeyFile.ensure(data);
    data.folder("keys");
    ensureKey(data.key("default"), "default");
    ensureKey(data.key("system"), "system");
    var postgres = PasswordFile.of(secrets.resolve("postgres.properties"), logins());
    var kafka = PasswordFile.of(secrets.resolve("kafka.properties"), users());
    var services = new ServiceSecrets(data, postgres, kafka);
    for (String service : Profile.ALL_SERVICES) services.ensure(service);
    return new Secrets(postgres, kafka, signing, services);
  }

  private static List<String> logins() {
    var logins = new ArrayList<>(Logins.all());
    logins.add(PostgresCluster.SUPERUSER);
    return logins;
  }

  private static List<String> users() {
    var users = new ArrayList<>(Profile.ALL_SERVICES);
    users.add(BROKER_ADMIN);
    return users;
  }

  private static void ensureKey(Path file, String tenant) throws IOException {
    if (!Files.exists(file)) {
      DataFolder.writePrivate(file, FirstApiKey.generate(tenant) + "\n");
    }
  }
}
