package dev.missionmesh.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What this command line asks of an OpenID issuer (OpenID Connect Discovery 1.0, RFC 6749, 7009,
 * 8628).
 */
public final class OpenIdIssuer {
  /** An answer of one of its endpoints. */
  public record Answer(int status, JsonNode body) {
    public boolean isGood() {
      return status == 200;
    }

    /** The error code of OAuth 2.0; empty when there is none. */
    public String error() {
      return body.path("error").asText("");
    }
  }

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);
  private static final String REFRESH = "refresh_token";

  private final String issuer;
  private final JsonNode metadata;

  private OpenIdIssuer(String issuer, JsonNode metadata) {
    this.issuer = issuer;
    this.metadata = metadata;
  }

  /** Asks the issuer what it is; one that gives itself another name is refused. */
  public static OpenIdIssuer discover(String issuer) {
    requireSafe(issuer);
    URI address = URI.create(issuer.replaceFirst("/+$", "") + "/.well-known/openid-configuration");
    Answer answer = exchange(HttpRequest.newBuilder(address).GET());
    if (!answer.isGood() || !issuer.equals(answer.body.path("issuer").asText())) {
      throw Failure.error("there is no OpenID issuer at " + issuer, null);
    }
    return new OpenIdIssuer(issuer, answer.body);
  }

  public String name() {
    return issuer;
  }

  /** Asks for a code to be entered elsewhere (RFC 8628, section 3.1). */
  public Answer requestDevice(String client, String scope) {
    return post("device_authorization_endpoint", Map.of("client_id", client, "scope", scope));
  }

  /** Asks whether it has been entered (section 3.4). */
  public Answer pollDevice(String client, String deviceCode) {
    return post(
        "token_endpoint",
        Map.of(
            "grant_type", "urn:ietf:params:oauth:grant-type:device_code",
            "client_id", client,
            "device_code", deviceCode));
  }

  /** The session with new tokens; empty if the issuer has ended it. */
  Optional<Session> refresh(Session session) {
    Instant now = Instant.now();
    Answer answer =
        post(
            "token_endpoint",
            Map.of(
                "grant_type", REFRESH,
                "client_id", session.client(),
                REFRESH, session.refreshToken()));
    if (answer.isGood()) {
      return Optional.of(Session.of(issuer, session.client(), answer.body, now, session));
    }
    if (answer.error().equals("invalid_grant")) return Optional.empty();
    throw Failure.error("the issuer " + issuer + " answered with status " + answer.status, null);
  }

  /** Ends a session at the issuer (RFC 7009); false if it has no way to. */
  public boolean revoke(Session session) {
    return metadata.hasNonNull("revocation_endpoint")
        && post(
                "revocation_endpoint",
                Map.of(
                    "client_id", session.client(),
                    "token", session.refreshToken(),
                    "token_type_hint", REFRESH))
            .isGood();
  }

  private Answer post(String endpoint, Map<String, String> form) {
    String address = metadata.path(endpoint).asText("");
    if (address.isEmpty()) {
      throw Failure.error("the issuer " + issuer + " names no " + endpoint, null);
    }
    requireSafe(address);
    String body =
        form.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return exchange(
        HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body)));
  }

  private static Answer exchange(HttpRequest.Builder request) {
    HttpRequest built =
        request.timeout(ANSWER_WITHIN).header("Accept", "application/json").build();
    try {
      HttpResponse<String> response =
          Connections.to(built.uri()).send(built, BodyHandlers.ofString());
      String body = response.body();
      boolean json = body.stripLeading().startsWith("{");
      return new Answer(response.statusCode(), json ? Documents.parse(body) : Documents.object());
    } catch (IOException unreachable) {
      throw new IssuerUnreachable(built.uri(), unreachable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw Failure.error("interrupted", null);
    }
  }

  /** Tokens travel encrypted, or not beyond this machine. */
  private static void requireSafe(String address) {
    boolean safe =
        address.startsWith("https://")
            || address.matches("http://(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d+)?(/.*)?");
    if (!safe) throw Failure.error("the issuer's address is not safe to use: " + address, null);
  }
}
