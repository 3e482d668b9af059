package dev.missionmesh.searchindexer.export;

import dev.missionmesh.events.EventJson;
import dev.missionmesh.searchindexer.application.MissionExport;
import dev.missionmesh.searchindexer.config.SearchConfig;
import dev.missionmesh.tenancy.InternalConnections;
import dev.missionmesh.tenancy.InternalTokens;
import dev.missionmesh.tenancy.Scopes;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpRequest;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Mission's export over HTTP, with a token that allows nothing else. */
@ApplicationScoped
class HttpMissionExport implements MissionExport {
  private static final long TIMEOUT_MS = 60_000;

  private final WebClient client;
  private final InternalTokens tokens;
  private final Optional<String> mission;
  private final int limit;

  HttpMissionExport(
      Vertx vertx,
      InternalTokens tokens,
      @ConfigProperty(name = "mesh.services.mission.url") Optional<String> mission,
      SearchConfig config) {
    this.client =
        WebClient.create(
            vertx,
            new WebClientOptions()
                .setMaxPoolSize(2)
                .setKeepAliveTimeout(InternalConnections.KEPT_SECONDS));
    this.tokens = tokens;
    this.mission = mission;
    this.limit = config.exportPage();
  }

  @Override
  public Uni<Page> page(String after) {
    if (mission.isEmpty()) {
      return Uni.createFrom()
          .failure(new IllegalStateException("mesh.services.mission.url is not set"));
    }
    HttpRequest<Buffer> request =
        client
            .getAbs(mission.get() + "/internal/v1/export/missions")
            .timeout(TIMEOUT_MS)
            .bearerTokenAuthentication(token())
            .addQueryParam("limit", Integer.toString(limit));
    if (after != null) {
      request.addQueryParam("after", after);
    }
    return request.send().map(HttpMissionExport::read);
  }

  private String token() {
    return tokens.token(
        "mission",
        TenantId.SYSTEM,
        "service:search-indexer",
        Set.of(Scopes.MISSIONS_EXPORT));
  }

  private static Page read(HttpResponse<Buffer> response) {
    if (response.statusCode() != 200) {
      throw new IllegalStateException("mission answered " + response.statusCode());
    }
    byte[] body = response.body().getBytes();
    ExportedMission.Page page = EventJson.read(body, ExportedMission.Page.class);
    return new Page(
        page.items().stream().flatMap(item -> item.facts().stream()).toList(), page.next());
  }
}
