package dev.missionmesh.gateway.edge;

import dev.missionmesh.gateway.config.OidcConfig;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.tenancy.Scopes;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Tells whoever asks, without a token, where tokens for this mesh are to be had (RFC 9728).
 */
@Singleton
class ResourceMetadata {
  private static final String PATH = "/.well-known/oauth-protected-resource";

  private final Optional<URI> issuer;
  private final Optional<URI> resource;

  ResourceMetadata(OidcConfig config) {
    this.issuer = config.issuer();
    this.resource = config.resource();
  }

  /** True if it is told at this path: without an issuer there is nothing to tell. */
  boolean isAt(String path) {
    return issuer.isPresent() && path.equals(PATH);
  }

  /** Answers a GET with the metadata. */
  void answer(Visit visit) {
    if (!visit.request().method().equals(HttpMethod.GET)) {
      throw new ProblemException(Problem.METHOD_NOT_ALLOWED, "This path answers to GET only.")
          .withHeader("Allow", "GET");
    }
    TreeSet<String> scopes = new TreeSet<>(Scopes.TENANT);
    scopes.addAll(Scopes.SYSTEM);
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("resource", resourceFor(visit));
    metadata.put("authorization_servers", List.of(issuer.orElseThrow().toString()));
    metadata.put("scopes_supported", scopes);
    metadata.put("bearer_methods_supported", List.of("header"));
    visit.answer(metadata);
  }

  /** The challenge for whoever brought no token, or, with an error, one that does not hold. */
  String challenge(boolean invalid) {
    String challenge = "Bearer";
    if (issuer.isEmpty()) {
      return challenge;
    }
    String pointer =
        resource.map(base -> " resource_metadata=\"" + trimmed(base) + PATH + "\"").orElse("");
    String error = invalid ? " error=\"invalid_token\"" : "";
    return challenge + error + (error.isEmpty() || pointer.isEmpty() ? "" : ",") + pointer;
  }

  private String resourceFor(Visit visit) {
    return resource
        .map(ResourceMetadata::trimmed)
        .orElseGet(() -> "http://" + visit.request().getHeader(HttpHeaders.HOST));
  }

  private static String trimmed(URI base) {
    return base.toString().replaceFirst("/+$", "");
  }
}
