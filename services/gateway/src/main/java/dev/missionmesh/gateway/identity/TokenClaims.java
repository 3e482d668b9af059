package dev.missionmesh.gateway.identity;

import dev.missionmesh.gateway.application.Verdict;
import dev.missionmesh.gateway.config.OidcConfig;
import dev.missionmesh.gateway.domain.KnownUser;
import dev.missionmesh.gateway.domain.Refusal;
import dev.missionmesh.gateway.domain.UserGrant;
import dev.missionmesh.tenancy.TenantId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a token says of its bearer. */
final class TokenClaims {
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

  /** Also an ID token or a logout token is signed by the issuer; only these are made for an API. */
  private static final Set<String> HEADER_TYPES = Set.of("", "jwt", "at+jwt", "application/at+jwt");

  private static final Set<String> TYPES = Set.of("", "bearer");

  private final String tenantClaim;
  private final String[] rolesClaim;
  private final Optional<List<String>> clients;
  private final long skewSeconds;

  TokenClaims(OidcConfig config) {
    this.tenantClaim = config.tenantClaim();
    this.rolesClaim = config.rolesClaim().split("/");
    this.clients = config.clients();
    this.skewSeconds = config.skew().toSeconds();
  }

  /**
   * True for three non-empty parts in base64url, the only form in which signed tokens come, of a
   * kind made for an API. Nothing in it is believed yet.
   */
  static boolean isAccessToken(String token) {
    if (!FORM.matcher(token).matches()) {
      return false;
    }
    try {
      String[] parts = token.split("\\.");
      return HEADER_TYPES.contains(lower(decoded(parts[0]).getString("typ", "")))
          && TYPES.contains(lower(decoded(parts[1]).getString("typ", "")));
    } catch (ClassCastException | IllegalArgumentException oddlyTyped) {
      return false;
    }
  }

  /** The verdict on a token whose signature, issuer, audience and end have been found right. */
  Verdict judge(String token, Instant now) {
    try {
      return judge(decoded(token.split("\\.")[1]), now);
    } catch (ClassCastException | IllegalArgumentException oddlyTyped) {
      return new Verdict.Refused(Refusal.INVALID_TOKEN);
    }
  }

  private Verdict judge(JsonObject claims, Instant now) {
    String name = claims.getString("sub");
    Long expires = claims.getLong("exp");
    if (!isOfKnownClient(claims)
        || !KnownUser.isName(name)
        || expires == null
        || claims.getLong("iat", Long.MAX_VALUE) > now.getEpochSecond() + skewSeconds) {
      return new Verdict.Refused(Refusal.INVALID_TOKEN);
    }
    if (!(claims.getValue(tenantClaim) instanceof String tenant) || !TenantId.isValid(tenant)) {
      return new Verdict.Refused(Refusal.NO_TENANT);
    }
    TenantId of = new TenantId(tenant);
    Set<String> scopes = UserGrant.scopes(of, roles(claims), words(claims.getValue("scope")));
    Instant end = Instant.ofEpochSecond(Math.addExact(expires, skewSeconds));
    return new Verdict.Admitted(new KnownUser(of, name, scopes, end));
  }

  private boolean isOfKnownClient(JsonObject claims) {
    String client = claims.getString("azp", claims.getString("client_id"));
    return clients.isEmpty() || clients.get().contains(client);
  }

  private Set<String> roles(JsonObject claims) {
    Object at = claims;
    for (String level : rolesClaim) {
      at = at instanceof JsonObject object ? object.getValue(level) : null;
    }
    return words(at);
  }

  /** The texts of a list, or the words of a text. */
  private static Set<String> words(Object value) {
    Set<String> words = new HashSet<>();
    if (value instanceof JsonArray list) {
      list.forEach(item -> words.add(String.valueOf(item)));
    } else if (value instanceof String text) {
      words.addAll(List.of(text.split(" ")));
    }
    return words;
  }

  private static String lower(String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }

  private static JsonObject decoded(String part) {
    try {
      return new JsonObject(
          new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    } catch (io.vertx.core.json.DecodeException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
