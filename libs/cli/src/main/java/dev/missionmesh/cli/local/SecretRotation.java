package dev.missionmesh.cli.local;

import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.Terminal;
import dev.missionmesh.migrations.Logins;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwk.PublicJsonWebKey;

/**
 * Replaces the secrets of a running mesh so that nobody notices: what is new is let in first, then used, and what is old is let in
 * until nobody uses it any more. Broken off at any point, it leaves a mesh that works, and is done again from the start.
 */
public final class SecretRotation {
  /** What can be rotated. */
  public enum Kind {
    POSTGRES,
    KAFKA,
    SIGNING
  }

  /** A secret that was replaced; {@code oldUntil} is when the old one ends. */
  public record Rotated(String name, String now, Instant oldUntil) {}

  /** Services look at keys every 2 s. */
  private static final Duration LOOKED_AT = Duration.ofSeconds(3);

  /** Longer than a handshake, in which a login already taken may still be presented. */
  private static final Duration SETTLED = Duration.ofSeconds(2);

  private final Parts parts;
  private final Secrets secrets;
  private final Set<Kind> kinds;
  private final Terminal terminal;
  private final Map<String, PublicJsonWebKey> keys = new LinkedHashMap<>();
  private final Map<String, List<ServiceSecrets.Use>> turned = new LinkedHashMap<>();
  private final List<Rotated> rotated = new ArrayList<>();

  SecretRotation(Parts parts, Set<Kind> kinds, Terminal terminal) {
    this.parts = parts;
    this.secrets = parts.secrets();
    this.kinds = kinds;
    this.terminal = terminal;
  }

  /**
   * Rotates.
   *
   * @param overlap how long tokens signed with an old key are taken; the old logins are closed at once
   */
  List<Rotated> run(Duration overlap) throws Exception {
    requireRunning();
    letNewIn();
    Thread.sleep(LOOKED_AT);
    useNew(overlap);
    if (!turned.isEmpty()) {
      Thread.sleep(SETTLED);
      closeOld();
    }
    return rotated;
  }

  private void requireRunning() {
    for (Part part : List.of(parts.postgres(), parts.kafka())) {
      if (kinds.contains(Kind.valueOf(part.name().toUpperCase(java.util.Locale.ROOT))) && !part.isReady()) {
        throw Failure.error(part.name() + " does not run", "Start it with: mesh up");
      }
    }
  }

  private void letNewIn() throws Exception {
    for (String service : Profile.ALL_SERVICES) {
      if (kinds.contains(Kind.SIGNING)) keys.put(service, secrets.signing().publishNext(service));
      List<ServiceSecrets.Use> uses =
          secrets.services().uses(service).stream().filter(use -> kinds.contains(kind(use))).toList();
      if (!uses.isEmpty()) turned.put(service, uses);
      for (ServiceSecrets.Use use : uses) {
        use.server().put(Logins.alternate(secrets.services().inUse(service, use)), PasswordFile.generate());
      }
    }
    if (kinds.contains(Kind.POSTGRES)) rotateOwners();
    say("new passwords and keys are let in");
    bringServers();
  }

  /** No running service comes in as an owner: there is nobody to wait for. */
  private void rotateOwners() {
    for (String schema : Logins.SCHEMAS) {
      secrets.postgres().put(Logins.owner(schema), PasswordFile.generate());
      rotated.add(new Rotated("postgres/" + Logins.owner(schema), Logins.owner(schema), Instant.now()));
    }
  }

  private void useNew(Duration overlap) throws IOException {
    Instant end = Instant.now().plus(overlap).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    for (var key : keys.entrySet()) {
      secrets.signing().use(key.getKey(), key.getValue(), end.getEpochSecond());
      rotated.add(new Rotated("signing/" + key.getKey(), key.getValue().getKeyId(), end));
    }
    for (var service : turned.entrySet()) secrets.services().turn(service.getKey(), service.getValue());
    say("the services use them");
  }

  private void closeOld() throws Exception {
    for (var service : turned.entrySet()) {
      for (ServiceSecrets.Use use : service.getValue()) {
        String now = secrets.services().inUse(service.getKey(), use);
        use.server().remove(Logins.alternate(now));
        rotated.add(new Rotated(name(use), now, Instant.now()));
      }
    }
    bringServers();
    for (String service : turned.keySet()) secrets.services().forgetOld(service);
    say("the old logins are closed");
  }

  private void bringServers() throws Exception {
    if (kinds.contains(Kind.POSTGRES)) {
      secrets.postgres().write();
      parts.migration().bringLogins();
    }
    if (kinds.contains(Kind.KAFKA)) {
      secrets.kafka().write();
      parts.kafka().awaitUsers();
    }
  }

  private Kind kind(ServiceSecrets.Use use) {
    return use.server() == secrets.kafka() ? Kind.KAFKA : Kind.POSTGRES;
  }

  private String name(ServiceSecrets.Use use) {
    return kind(use).name().toLowerCase(java.util.Locale.ROOT) + "/" + use.first();
  }

  private void say(String what) {
    terminal.say(String.format("%-16s %s", "secrets", what));
  }
}
