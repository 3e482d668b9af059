package dev.missionmesh.gateway.application;

import dev.missionmesh.gateway.domain.ApiKey;
import dev.missionmesh.gateway.domain.KeyGrant;
import dev.missionmesh.gateway.domain.KeyText;
import dev.missionmesh.problem.FieldError;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.tenancy.Principal;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Makes, lists and revokes API keys. */
@ApplicationScoped
public class KeyAdministration {
  /** A key and its text, which is shown only now. */
  public record Minted(ApiKey key, KeyText text) {}

  private final KeyStore keys;
  private final KeyCache cache;
  private final Publication publication;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  KeyAdministration(KeyStore keys, KeyCache cache, Publication publication, Clock clock) {
    this.keys = keys;
    this.cache = cache;
    this.publication = publication;
    this.clock = clock;
  }

  /** The tenant's keys after a place (null: from the newest), newest first. */
  public Uni<List<ApiKey>> list(
      Principal who, TenantId tenant, KeyStore.Place after, int limit) {
    requireMayAdminister(who, tenant);
    return keys.list(tenant, after, limit);
  }

  /**
   * Makes a key with a subset of what its maker holds (or, for another tenant's, of the tenant
   * scopes).
   *
   * @param life how long it opens the door; positive
   */
  public Uni<Minted> mint(
      Principal who, TenantId tenant, String name, Set<String> scopes, Duration life) {
    requireMayAdminister(who, tenant);
    requireHoldable(tenant, scopes);
    requireNotWithheld(who, tenant, scopes);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    KeyText text = KeyText.generate(tenant, random);
    ApiKey key = ApiKey.made(text, name, scopes, now, who.subject(), now.plus(life));
    return keys.add(key, text.sha256())
        .invoke(room -> requireAdded(room, notFound("There is no such tenant.")))
        .invoke(publication::wake)
        .replaceWith(new Minted(key, text));
  }

  /**
   * Gives a key a successor that may do the same; the old one holds for {@code overlap} more, so
   * that its users can change over one by one.
   *
   * @param life how long the successor opens the door; positive
   */
  public Uni<Minted> rotate(
      Principal who, TenantId tenant, String keyId, Duration overlap, Duration life) {
    requireMayAdminister(who, tenant);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return keys.find(tenant, keyId)
        .map(found -> found.orElseThrow(() -> notFound("There is no such key.")))
        .invoke(old -> requireNotWithheld(who, tenant, old.scopes()))
        .invoke(old -> requireRotatable(old.canBeRotated(now)))
        .chain(old -> replace(who, old, now.plus(overlap), now, now.plus(life)));
  }

  private Uni<Minted> replace(
      Principal who, ApiKey old, Instant oldEnds, Instant now, Instant newEnds) {
    KeyText text = KeyText.generate(old.tenant(), random);
    ApiKey successor = old.successor(text, now, who.subject(), newEnds);
    return keys.rotate(old, old.endingBy(oldEnds), successor, text.sha256())
        .invoke(room -> requireAdded(room, notRotatable()))
        .invoke(() -> cache.forget(old.tenant(), old.id()))
        .invoke(publication::wake)
        .replaceWith(new Minted(successor, text));
  }

  private static void requireRotatable(boolean can) {
    if (!can) {
      throw notRotatable();
    }
  }

  private static ProblemException notRotatable() {
    return new ProblemException(
        Problem.CONFLICT, "The key is revoked, has ended, or has a successor already.");
  }

  private static void requireAdded(KeyRoom room, ProblemException otherwise) {
    switch (room.outcome()) {
      case ADDED -> {}
      case NOBODY -> throw otherwise;
      case FULL ->
          throw new ProblemException(
                  Problem.QUOTA_EXCEEDED,
                  "The tenant may have %d keys that open the door.".formatted(room.limit()))
              .with("quota", "maxKeys")
              .with("limit", room.limit());
    }
  }

  /** Revokes a key; the door is closed to it within the time that keys are believed. */
  public Uni<Void> revoke(Principal who, TenantId tenant, String keyId) {
    requireMayAdminister(who, tenant);
    return keys.revoke(tenant, keyId, who.subject(), clock.instant().truncatedTo(ChronoUnit.MICROS))
        .invoke(found -> requireFound(found, "There is no such key."))
        .invoke(() -> cache.forget(tenant, keyId))
        .invoke(publication::wake)
        .replaceWithVoid();
  }

  private static void requireMayAdminister(Principal who, TenantId tenant) {
    if (!KeyGrant.mayAdminister(who, tenant)) {
      throw new ProblemException(
          Problem.FORBIDDEN, "The keys of another tenant need the scope tenants:admin.");
    }
  }

  private static void requireHoldable(TenantId tenant, Set<String> scopes) {
    Set<String> strange = new TreeSet<>(scopes);
    strange.removeAll(KeyGrant.holdable(tenant));
    if (!strange.isEmpty()) {
      throw new ProblemException(
          Problem.INVALID_REQUEST,
          "No key of this tenant can hold a scope that was asked for.",
          FieldError.pointer("/scopes", "cannot hold " + String.join(", ", strange)));
    }
  }

  private static void requireNotWithheld(Principal who, TenantId tenant, Set<String> scopes) {
    Set<String> withheld = KeyGrant.withheld(who, tenant, scopes);
    if (!withheld.isEmpty()) {
      throw new ProblemException(
          Problem.FORBIDDEN, "You cannot give what you lack: " + String.join(", ", withheld) + ".");
    }
  }

  private static void requireFound(boolean found, String otherwise) {
    if (!found) {
      throw notFound(otherwise);
    }
  }

  private static ProblemException notFound(String detail) {
    return new ProblemException(Problem.NOT_FOUND, detail);
  }
}
