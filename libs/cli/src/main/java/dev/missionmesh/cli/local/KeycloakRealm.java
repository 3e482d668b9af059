package dev.missionmesh.cli.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.cli.output.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The shipped realm and the first people in it. Nobody has a password that was not generated for
 * this very mesh.
 *
 * @param shipped the realm as it is shipped, without users
 * @param passwords generated ones, of the file {@code secrets/keycloak.properties}
 */
record KeycloakRealm(Path shipped, PasswordFile passwords) {
  static final String NAME = "missionmesh";

  /** Keycloak's own administrator. */
  static final String ADMIN = "admin";

  /** The first user of the mesh: role admin in the tenant default. */
  static final String FIRST_USER = "operator";

  /** Keycloak's login at the database. */
  static final String DATABASE = "database";

  static KeycloakRealm of(DataFolder data, Project project) throws IOException {
    return new KeycloakRealm(
        project.root().resolve("deploy/keycloak/missionmesh-realm.json"),
        PasswordFile.of(
            data.folder("secrets").resolve("keycloak.properties"),
            List.of(ADMIN, FIRST_USER, DATABASE)));
  }

  /** Lays the realm where Keycloak looks at its start; one that it has stays as it is. */
  void offer(Path folder) throws IOException {
    ObjectNode realm = (ObjectNode) Documents.parse(Files.readString(shipped));
    ObjectNode user = realm.putArray("users").addObject();
    user.put("username", FIRST_USER).put("enabled", true);
    user.putObject("attributes").putArray("tenant").add("default");
    user.putArray("realmRoles").add("admin");
    ObjectNode credential = user.putArray("credentials").addObject();
    credential.put("type", "password").put("temporary", false);
    credential.put("value", passwords.of(FIRST_USER));
    Files.createDirectories(folder);
    DataFolder.writePrivate(
        folder.resolve(NAME + "-realm.json"), Documents.prettyJson(realm) + "\n");
  }
}
