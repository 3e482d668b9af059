package dev.missionmesh.tenancy;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Mints the short-lived tokens with which this service calls another; one per principal and audience, used again within its life. */
@ApplicationScoped
public class InternalTokens {
  private static final int MAX_CACHED = 10_000;

  private record Subject(String audience, TenantId tenant, String subject, Set<String> scopes) {}

  private record Minted(String token, PublicJsonWebKey key, long reuseUntilNanos) {}

  private final TrustConfig config;
  private final String issuer;
  private final @Nullable FileBacked<PublicJsonWebKey> key;
  private final Map<Subject, Minted> cache = new ConcurrentHashMap<>();

  InternalTokens(
      TrustConfig config, @ConfigProperty(name = "quarkus.application.name") String issuer) {
    this.config = config;
    this.issuer = issuer;
    this.key =
        config.privateKey().map(f -> new FileBacked<>(new SigningKey(f), config.reload())).orElse(null);
  }

  /**
   * A token that the audience accepts for at least a third of the configured life, signed with the key that is this service's
   * now.
   *
   * @param audience name of the service addressed
   * @throws IllegalStateException if this service has no private key or it cannot be read
   */
  public String token(String audience, TenantId tenant, String subject, Set<String> scopes) {
    Subject wanted = new Subject(audience, tenant, subject, scopes);
    PublicJsonWebKey signing = key();
    Minted minted = cache.get(wanted);
    if (minted == null || minted.key != signing || System.nanoTime() - minted.reuseUntilNanos > 0) {
      if (cache.size() > MAX_CACHED) {
        cache.clear();
      }
      minted = mint(wanted, signing);
      cache.put(wanted, minted);
    }
    return minted.token;
  }

  private Minted mint(Subject wanted, PublicJsonWebKey signing) {
    Duration life = config.tokenLife();
    JwtClaims claims = new JwtClaims();
    NumericDate now = NumericDate.now();
    NumericDate end = NumericDate.fromSeconds(now.getValue() + life.toSeconds());
    claims.setIssuer(issuer);
    claims.setAudience(wanted.audience);
    claims.setSubject(wanted.subject);
    claims.setStringClaim("tenant", wanted.tenant.value());
    claims.setStringClaim("scope", String.join(" ", new TreeSet<>(wanted.scopes)));
    claims.setIssuedAt(now);
    claims.setExpirationTime(end);
    claims.setJwtId(UUID.randomUUID().toString());
    try {
      JsonWebSignature jws = new JsonWebSignature();
      jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
      jws.setKeyIdHeaderValue(signing.getKeyId());
      jws.setKey(signing.getPrivateKey());
      jws.setPayload(claims.toJson());
      return new Minted(
          jws.getCompactSerialization(), signing, System.nanoTime() + life.toNanos() * 2 / 3);
    } catch (JoseException e) {
      throw new IllegalStateException("a token could not be signed", e);
    }
  }

  private PublicJsonWebKey key() {
    if (key == null) {
      throw new IllegalStateException("mesh.trust.private-key is not set");
    }
    return key.get();
  }
}
