package dev.missionmesh.gateway.delivery;

import dev.missionmesh.gateway.application.webhook.AddressGuard;
import dev.missionmesh.gateway.application.webhook.TargetCheck;
import dev.missionmesh.gateway.domain.webhook.Target;
import dev.missionmesh.gateway.domain.webhook.TargetRules;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Resolves the host of a URL once and lets it pass only if every address found may be reached: a
 * name with one public and one private address is refused. Names are asked for on threads of their
 * own, so that a slow name server holds up nothing else.
 */
@ApplicationScoped
class GuardedTargets implements TargetCheck {
  private static final int THREADS = 8;
  private static final int WAITING = 512;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final TargetRules rules;
  private final AddressGuard guard;
  private final HostResolver resolver;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          10,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofPlatform().daemon().name("webhook-names-", 0).factory());

  GuardedTargets(TargetRules rules, AddressGuard guard, HostResolver resolver) {
    this.rules = rules;
    this.guard = guard;
    this.resolver = resolver;
    threads.allowCoreThreadTimeOut(true);
  }

  void stop(@Observes ShutdownEvent event) {
    threads.shutdownNow();
  }

  @Override
  public Uni<Checked> check(String url) {
    Target target;
    try {
      target = Target.parse(url, rules);
    } catch (IllegalArgumentException e) {
      return Uni.createFrom().failure(new Refused(e.getMessage()));
    }
    return target
        .literal()
        .map(address -> Uni.createFrom().item(List.of(address)))
        .orElseGet(() -> resolve(target.host()))
        .map(addresses -> checked(target, addresses));
  }

  private Uni<List<InetAddress>> resolve(String host) {
    return Uni.createFrom()
        .item(() -> ask(host))
        .runSubscriptionOn(threads)
        .ifNoItem()
        .after(PATIENCE)
        .failWith(TimeoutException::new)
        .onFailure(e -> !(e instanceof Unresolved))
        .transform(e -> new Unresolved());
  }

  private List<InetAddress> ask(String host) {
    try {
      return resolver.resolve(host);
    } catch (UnknownHostException e) {
      throw new Unresolved();
    }
  }

  private Checked checked(Target target, List<InetAddress> addresses) {
    if (addresses.isEmpty()) {
      throw new Unresolved();
    }
    if (!addresses.stream().allMatch(guard::admits)) {
      throw new Refused("must lead to a public address");
    }
    return new Checked(target, addresses.getFirst());
  }
}
