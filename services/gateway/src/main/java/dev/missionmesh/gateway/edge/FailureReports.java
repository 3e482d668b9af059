package dev.missionmesh.gateway.edge;

import dev.missionmesh.gateway.application.FailedAuthenticationStore;
import dev.missionmesh.gateway.application.FailedAuthentications;
import dev.missionmesh.gateway.application.Publication;
import dev.missionmesh.gateway.config.GatewayConfig;
import dev.missionmesh.gateway.domain.KeyText;
import dev.missionmesh.gateway.domain.Refusal;
import dev.missionmesh.gateway.domain.SourceAddress;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Tells of refused requests every now and then, summed up. */
@ApplicationScoped
class FailureReports {
  private static final Logger LOG = Logger.getLogger(FailureReports.class);
  private static final String BEARER = "Bearer ";

  /** Who is refused for one of these has proven who he is. */
  private static final Set<Refusal> AUTHENTICATED =
      EnumSet.of(Refusal.SUSPENDED, Refusal.NO_TENANT, Refusal.NOT_GRANTED);

  private final FailedAuthentications failures;
  private final FailedAuthenticationStore store;
  private final Publication publication;
  private final ClientAddress address;
  private final GatewayConfig config;

  FailureReports(
      FailedAuthentications failures,
      FailedAuthenticationStore store,
      Publication publication,
      ClientAddress address,
      GatewayConfig config) {
    this.failures = failures;
    this.store = store;
    this.publication = publication;
    this.address = address;
    this.config = config;
  }

  void start(@Observes StartupEvent event, Vertx vertx) {
    vertx.setPeriodic(config.failures().every().toMillis(), ignored -> tell());
  }

  /** Notes a refused request, if it was for want of a credential that holds. */
  void refused(HttpServerRequest request, Refusal reason) {
    if (AUTHENTICATED.contains(reason)) {
      return;
    }
    failures.refused(reason, SourceAddress.of(address.of(request)), presented(request));
  }

  private static Optional<KeyText> presented(HttpServerRequest request) {
    List<String> all = request.headers().getAll(HttpHeaders.AUTHORIZATION);
    return all.size() == 1 && all.getFirst().startsWith(BEARER)
        ? KeyText.parse(all.getFirst().substring(BEARER.length()))
        : Optional.empty();
  }

  private void tell() {
    List<FailedAuthentications.Sum> taken = failures.take();
    if (taken.isEmpty()) {
      return;
    }
    store
        .tell(taken)
        .subscribe()
        .with(
            done -> publication.wake(),
            e -> {
              LOG.warnf("refused requests are told later: %s", e.getMessage());
              failures.putBack(taken);
            });
  }
}
