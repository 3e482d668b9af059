package dev.missionmesh.tenancy;

import java.security.Key;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/** Checks tokens between services: EdDSA only, a known key, this audience, in its life, and nothing its issuer may not say. */
final class InternalTokenVerifier {
  private static final int MAX_LIFE_MINUTES = 1;
  private static final int SKEW_SECONDS = 5;
  private static final int MAX_CACHED = 10_000;
  private static final int MAX_TOKEN_CHARS = 8 * 1024;

  private record Known(Principal principal, long expiresAtSeconds, String keyId, Key key) {}

  private final TrustedKeys keys;
  private final JwtConsumer consumer;
  private final Map<String, Known> verified = new ConcurrentHashMap<>();

  InternalTokenVerifier(TrustedKeys keys, String audience) {
    this.keys = keys;
    this.consumer =
        new JwtConsumerBuilder()
            .setVerificationKeyResolver((jws, nesting) -> keyOf(jws).key())
            .setJwsAlgorithmConstraints(
                new AlgorithmConstraints(
                    AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA))
            .setExpectedAudience(audience)
            .setRequireExpirationTime()
            .setRequireIssuedAt()
            .setIssuedAtRestrictions(SKEW_SECONDS, MAX_LIFE_MINUTES * 60 + SKEW_SECONDS)
            .setRequireSubject()
            .setRequireJwtId()
            .setMaxFutureValidityInMinutes(MAX_LIFE_MINUTES)
            .setAllowedClockSkewInSeconds(SKEW_SECONDS)
            .build();
  }

  private TrustedKeys.Trusted keyOf(JsonWebSignature jws) throws JoseUnresolvable {
    String keyId = jws.getKeyIdHeaderValue();
    return Optional.ofNullable(keyId).flatMap(keys::find).orElseThrow(JoseUnresolvable::new);
  }

  private static final class JoseUnresolvable
      extends org.jose4j.lang.UnresolvableKeyException {
    JoseUnresolvable() {
      super("unknown key");
    }
  }

  /** The principal of a token that holds in every respect; otherwise empty. */
  Optional<Principal> verify(String token) {
    if (token.length() > MAX_TOKEN_CHARS) {
      return Optional.empty();
    }
    long now = System.currentTimeMillis() / 1000;
    Known known = verified.get(token);
    if (known != null && now < known.expiresAtSeconds && stillTrusted(known)) {
      return Optional.of(known.principal);
    }
    try {
      return Optional.of(check(token));
    } catch (InvalidJwtException | MalformedClaimException | JoseException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private boolean stillTrusted(Known known) {
    return keys.find(known.keyId).filter(k -> k.key().equals(known.key)).isPresent();
  }

  private Principal check(String token)
      throws InvalidJwtException, MalformedClaimException, JoseException {
    var context = consumer.process(token);
    JwtClaims claims = context.getJwtClaims();
    JsonWebSignature jws = (JsonWebSignature) context.getJoseObjects().getFirst();
    TrustedKeys.Trusted signer = keyOf(jws);
    TenantId tenant = new TenantId(claims.getStringClaimValue("tenant"));
    String scope = claims.getStringClaimValue("scope");
    Set<String> scopes = scope == null || scope.isEmpty() ? Set.of() : Set.of(scope.split(" "));
    if (!signer.issuer().equals(claims.getIssuer())
        || !TrustedIssuers.mayClaim(signer.issuer(), tenant, claims.getSubject(), scopes)) {
      throw new IllegalArgumentException("the issuer may not say this");
    }
    Principal principal = new Principal(tenant, claims.getSubject(), scopes, signer.issuer());
    if (verified.size() > MAX_CACHED) {
      verified.clear();
    }
    verified.put(
        token,
        new Known(
            principal,
            claims.getExpirationTime().getValue(),
            jws.getKeyIdHeaderValue(),
            signer.key()));
    return principal;
  }
}
