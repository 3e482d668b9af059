package dev.missionmesh.cli.local;

import dev.missionmesh.migrations.Logins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The directory in which a service finds the secrets it uses now, {@code secrets/<service>}, one file each. It is a link that a
 * rotation points to another directory, so that a login and its password change together, as in a Secret that Kubernetes mounts.
 */
final class ServiceSecrets {
  private static final Map<String, String> SCHEMAS =
      Map.of(
          "gateway", "gateway",
          "mission", "mission",
          "policy", "policy",
          "telemetry", "telemetry",
          "search-indexer", "search");

  /**
   * A login that a service uses.
   *
   * @param first the first of two logins that take turns
   * @param loginFile name of the file, and property, with the one in use
   * @param passwordFile name of the file, and property, with its password
   * @param server the logins that are let in
   */
  record Use(String first, String loginFile, String passwordFile, PasswordFile server) {}

  private final DataFolder data;
  private final PasswordFile postgres;
  private final PasswordFile kafka;

  ServiceSecrets(DataFolder data, PasswordFile postgres, PasswordFile kafka) {
    this.data = data;
    this.postgres = postgres;
    this.kafka = kafka;
  }

  static boolean hasDatabase(String service) {
    return SCHEMAS.containsKey(service);
  }

  Path directory(String service) {
    return data.folder("secrets").resolve(service);
  }

  List<Use> uses(String service) {
    var uses = new ArrayList<Use>();
    uses.add(new Use(service, "mesh.kafka.login", "mesh.kafka.password", kafka));
    String schema = SCHEMAS.get(service);
    if (schema != null) {
      uses.add(database("api", Logins.api(schema)));
      uses.add(database("engine", Logins.engine(schema)));
    }
    return uses;
  }

  private Use database(String kind, String login) {
    String name = "mesh.database." + kind;
    return new Use(login, name + "-login", name + "-password", postgres);
  }

  /** Makes the directory, or makes it anew where it names a login that is not let in. */
  void ensure(String service) throws IOException {
    var files = new TreeMap<String, String>();
    boolean right = true;
    for (Use use : uses(service)) {
      String login = read(service, use.loginFile());
      boolean good = login != null && use.server().admits(login, read(service, use.passwordFile()));
      put(files, use, good ? login : use.server().open(use.first()));
      right &= good;
    }
    if (!right) replace(service, files);
  }

  /** The login that a service uses now. */
  String inUse(String service, Use use) throws IOException {
    return read(service, use.loginFile());
  }

  /** From now on the service uses the other login of each of these, for new connections. */
  void turn(String service, List<Use> turned) throws IOException {
    var files = new TreeMap<String, String>();
    for (Use use : uses(service)) {
      String now = inUse(service, use);
      put(files, use, turned.contains(use) ? Logins.alternate(now) : now);
    }
    replace(service, files);
  }

  private static void put(Map<String, String> files, Use use, String login) {
    files.put(use.loginFile(), login);
    files.put(use.passwordFile(), use.server().of(login));
  }

  private String read(String service, String name) throws IOException {
    Path file = directory(service).resolve(name);
    return Files.exists(file) ? Files.readString(file).strip() : null;
  }

  private void replace(String service, Map<String, String> files) throws IOException {
    Path link = directory(service);
    int turn = 1;
    while (Files.exists(generation(service, turn))) turn++;
    Path fresh = data.folder(data.root().relativize(generation(service, turn)).toString());
    for (var file : files.entrySet()) DataFolder.writePrivate(fresh.resolve(file.getKey()), file.getValue() + "\n");
    Path pointer = link.resolveSibling(service + ".new");
    Files.deleteIfExists(pointer);
    Files.createSymbolicLink(pointer, fresh.getFileName());
    Files.move(pointer, link, StandardCopyOption.ATOMIC_MOVE);
  }

  private Path generation(String service, int turn) {
    return directory(service).resolveSibling("." + service + "." + turn);
  }

  /** Deletes what no link points to. Nobody may be reading it any more. */
  void forgetOld(String service) throws IOException {
    Path current = directory(service).toRealPath();
    try (var siblings = Files.list(current.getParent())) {
      for (Path old : siblings.filter(p -> p.getFileName().toString().matches("\\." + service + "\\.[0-9]+")).toList()) {
        if (!old.toRealPath().equals(current)) dev.missionmesh.localpostgres.Folders.delete(old);
      }
    }
  }
}
