package dev.missionmesh.tenancy;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** {@code GET /q/jwks}: the public keys with which this service's tokens are signed now, as a JWK set. Needs no token. */
@ApplicationScoped
class PublishedKeys {
  private final TrustConfig config;
  private final String service;

  PublishedKeys(TrustConfig config, @ConfigProperty(name = "quarkus.application.name") String service) {
    this.config = config;
    this.service = service;
  }

  void install(@Observes Router router) {
    TrustedKeys keys = config.directory().map(d -> new TrustedKeys(d, config.reload())).orElse(null);
    router.get("/q/jwks").blockingHandler(routing -> answer(routing, keys), false);
  }

  private void answer(RoutingContext routing, @Nullable TrustedKeys keys) {
    List<?> published = keys == null ? List.of() : keys.publishedBy(service);
    routing
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/jwk-set+json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "max-age=" + Math.max(1, config.reload().toSeconds()))
        .end(new JsonObject().put("keys", published).encode());
  }
}
