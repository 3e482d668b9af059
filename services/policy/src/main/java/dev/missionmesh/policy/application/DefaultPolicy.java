package dev.missionmesh.policy.application;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Gives a new mesh its first policy: however many replicas start at once, it is published once. */
@ApplicationScoped
public class DefaultPolicy {
  private static final Logger LOG = Logger.getLogger(DefaultPolicy.class);
  private static final String RESOURCE = "/policies/default-policy.yaml";
  private static final String PRINCIPAL = "service:policy";

  private final PolicyPublisher publisher;
  private final Vertx vertx;
  private volatile boolean settled;

  DefaultPolicy(PolicyPublisher publisher, Vertx vertx) {
    this.publisher = publisher;
    this.vertx = vertx;
  }

  /** Whether some snapshot is known to be in force. */
  public boolean settled() {
    return settled;
  }

  void onStart(@Observes StartupEvent event) {
    Context context =
        VertxContext.createNewDuplicatedContext(vertx.getDelegate().getOrCreateContext());
    VertxContextSafetyToggle.setContextSafe(context, true);
    context.runOnContext(ignored -> untilSettled().subscribe().with(done -> settled = true));
  }

  private Uni<Void> untilSettled() {
    return Uni.createFrom()
        .deferred(() -> publisher.publishFirst(text(), PRINCIPAL))
        .onFailure()
        .invoke(e -> LOG.warnf("the default policy waits: %s", e.getMessage()))
        .onFailure()
        .retry()
        .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(5))
        .indefinitely();
  }

  private static byte[] text() {
    try (InputStream resource = DefaultPolicy.class.getResourceAsStream(RESOURCE)) {
      return resource.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
