package dev.missionmesh.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.cli.output.Documents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * A login that is remembered. Whoever reads it acts as the person who logged in.
 *
 * @param issuer the OpenID issuer
 * @param client the client id that logged in there
 * @param accessToken what the mesh is shown
 * @param refreshToken what gets the next access token; null if the issuer gives none
 * @param expiresAt when the access token ends
 */
public record Session(
    String issuer, String client, String accessToken, String refreshToken, Instant expiresAt) {

  /** The session out of a token endpoint's answer; {@code before} keeps what the answer omits. */
  public static Session of(String issuer, String client, JsonNode answer, Instant now, Session before) {
    String refresh = Documents.text(answer, "refresh_token");
    return new Session(
        issuer,
        client,
        answer.path("access_token").asText(),
        refresh == null && before != null ? before.refreshToken : refresh,
        now.plusSeconds(answer.path("expires_in").asLong(60)));
  }

  static Session read(String text) throws IOException {
    JsonNode json = Documents.parse(text);
    return new Session(
        json.path("issuer").asText(),
        json.path("client").asText(),
        json.path("accessToken").asText(),
        Documents.text(json, "refreshToken"),
        Instant.ofEpochSecond(json.path("expiresAt").asLong()));
  }

  String write() {
    ObjectNode json = Documents.object();
    json.put("issuer", issuer).put("client", client).put("accessToken", accessToken);
    json.put("refreshToken", refreshToken).put("expiresAt", expiresAt.getEpochSecond());
    return Documents.prettyJson(json) + "\n";
  }

  /**
   * A claim of the access token, or null. For showing only: whether the token holds is the mesh's
   * to say.
   */
  public static String claim(String accessToken, String name) {
    String[] parts = accessToken.split("\\.");
    try {
      byte[] claims = Base64.getUrlDecoder().decode(parts.length == 3 ? parts[1] : "");
      return Documents.text(Documents.parse(new String(claims, StandardCharsets.UTF_8)), name);
    } catch (IOException | IllegalArgumentException notAJsonWebToken) {
      return null;
    }
  }
}
