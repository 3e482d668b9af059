package dev.missionmesh.gateway.identity;

import dev.missionmesh.gateway.application.AdminPermissions;
import dev.missionmesh.gateway.config.OidcConfig;
import dev.missionmesh.gateway.domain.AdminOperation;
import io.quarkus.oidc.OidcConfigurationMetadata;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Keycloak's Authorization Services, asked for a decision at the token endpoint in the name of the
 * caller (grant type {@code urn:ietf:params:oauth:grant-type:uma-ticket}, response mode {@code
 * decision}).
 */
@ApplicationScoped
class KeycloakPermissions implements AdminPermissions {
  private static final Logger LOG = Logger.getLogger(KeycloakPermissions.class);
  private static final int CONNECT_MS = 2_000;
  private static final long ANSWER_MS = 5_000;

  private final boolean on;
  private final String audience;
  private final OidcTokenVerifier issuer;
  private final WebClient http;

  KeycloakPermissions(OidcConfig config, OidcTokenVerifier issuer, Vertx vertx) {
    this.on = config.issuer().isPresent() && config.authorizationServices();
    this.audience = config.audience();
    this.issuer = issuer;
    this.http =
        on
            ? WebClient.create(
                vertx,
                new WebClientOptions().setConnectTimeout(CONNECT_MS).setFollowRedirects(false))
            : null;
  }

  @Override
  public boolean isOn() {
    return on;
  }

  @Override
  public Uni<Boolean> grants(String token, AdminOperation operation) {
    OidcConfigurationMetadata metadata = issuer.metadata();
    if (metadata == null || metadata.getTokenUri() == null) {
      return Uni.createFrom()
          .failure(new IllegalStateException("the issuer names no token endpoint"));
    }
    MultiMap form =
        MultiMap.caseInsensitiveMultiMap()
            .set("grant_type", "urn:ietf:params:oauth:grant-type:uma-ticket")
            .set("audience", audience)
            .set("permission", operation.permission())
            .set("response_mode", "decision");
    return Uni.createFrom()
        .completionStage(
            () ->
                http.postAbs(metadata.getTokenUri())
                    .timeout(ANSWER_MS)
                    .bearerTokenAuthentication(token)
                    .sendForm(form)
                    .toCompletionStage())
        .map(answer -> decision(answer, operation));
  }

  private static boolean decision(HttpResponse<Buffer> answer, AdminOperation operation) {
    if (answer.statusCode() == 200) {
      JsonObject decision = answer.bodyAsJsonObject();
      return decision != null && Boolean.TRUE.equals(decision.getValue("result"));
    }
    if (answer.statusCode() >= 500) {
      throw new IllegalStateException("the issuer answered " + answer.statusCode());
    }
    if (answer.statusCode() != 403) {
      LOG.warnf(
          "the issuer cannot decide on a permission: permission=%s status=%d",
          operation.permission(), answer.statusCode());
    }
    return false;
  }
}
