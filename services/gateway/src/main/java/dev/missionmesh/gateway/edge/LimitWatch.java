package dev.missionmesh.gateway.edge;

import dev.missionmesh.gateway.application.RateLimiter;
import dev.missionmesh.gateway.application.SharedLimiter;
import dev.missionmesh.gateway.config.RateConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Says whether limits are counted together with the other gateways, in the log and a metric; and
 * tries what has been lost again.
 */
@Singleton
class LimitWatch implements SharedLimiter.Watcher {
  private static final Logger LOG = Logger.getLogger(LimitWatch.class);

  private final RateConfig.Redis config;
  private final AtomicInteger shared = new AtomicInteger();

  LimitWatch(RateConfig config, MeterRegistry registry) {
    this.config = config.redis();
    if (this.config.url().isPresent()) {
      registry.gauge("mesh.gateway.rates.shared", shared);
    }
  }

  void start(@Observes StartupEvent event, RateLimiter limiter, Vertx vertx) {
    if (limiter instanceof SharedLimiter common) {
      common.probe();
      vertx.setPeriodic(config.retry().toMillis(), ignored -> common.probe());
    }
  }

  @Override
  public void shared() {
    shared.set(1);
    LOG.info("rate limits are counted together with the other gateways");
  }

  @Override
  public void alone(Throwable cause) {
    shared.set(0);
    LOG.warnf(
        "rate limits are counted alone, a share of 1/%d: redis does not answer: cause=%s",
        config.replicas(),
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
  }

  /** What limits are counted in now: {@code memory}, {@code redis} or {@code fallback}. */
  String basis() {
    return config.url().isEmpty() ? "memory" : shared.get() == 1 ? "redis" : "fallback";
  }
}
