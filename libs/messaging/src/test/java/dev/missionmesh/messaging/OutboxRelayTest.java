package dev.missionmesh.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.Topics;
import dev.missionmesh.tenancy.TenantId;
import dev.missionmesh.tenancy.TenantTransactions;
import dev.missionmesh.testsupport.TestPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxRelayTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Vertx vertx = Vertx.vertx();
  private final List<OutboxRelay> relays = new ArrayList<>();
  private Pool pool;

  /** Keeps what it was given, in order; refuses each event of {@code broken} once. */
  private static final class Broker implements EventSender {
    final List<String> acknowledged = Collections.synchronizedList(new ArrayList<>());
    final Set<String> broken = ConcurrentHashMap.newKeySet();

    @Override
    public Uni<Void> send(String source, OutgoingEvent event) {
      if (broken.remove(event.subject())) {
        return Uni.createFrom().failure(new IllegalStateException("no leader"));
      }
      acknowledged.add(event.subject());
      return Uni.createFrom().voidItem();
    }

    List<String> withoutRepetitions() {
      synchronized (acknowledged) {
        return acknowledged.stream().distinct().toList();
      }
    }
  }

  @BeforeEach
  void connect() {
    TestPostgres postgres = TestPostgres.shared();
    PgConnectOptions options =
        PgConnectOptions.fromUri(postgres.reactiveUrl())
            .setUser("mission_engine")
            .setPassword(postgres.password("mission_engine"));
    pool =
        PgBuilder.pool()
            .with(new PoolOptions().setMaxSize(4))
            .connectingTo(options)
            .using(io.vertx.mutiny.core.Vertx.newInstance(vertx))
            .build();
  }

  @AfterEach
  void disconnect() {
    relays.forEach(OutboxRelay::stop);
    Awaitility.await().atMost(LIMIT).until(() -> locks() == 0);
    pool.closeAndAwait();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private OutboxRelay relayTo(EventSender sender) {
    OutboxRelay relay =
        new OutboxRelay(vertx, pool, "/missionmesh/test", sender, new SimpleMeterRegistry());
    relays.add(relay);
    relay.start();
    return relay;
  }

  private void append(List<String> subjects) {
    List<OutgoingEvent> events =
        subjects.stream()
            .map(
                subject ->
                    new OutgoingEvent(
                        UUID.randomUUID(),
                        Topics.AUDIT,
                        "acme/" + subject,
                        EventTypes.NODE_STATE_CHANGED,
                        subject,
                        ACME,
                        1,
                        Instant.now(),
                        null,
                        new byte[] {'{', '}'}))
            .toList();
    TenantTransactions.inTenants(pool, List.of(ACME), c -> Outbox.append(c, events)).await().atMost(LIMIT);
  }

  private long count(String sql) {
    return pool.query(sql).executeAndAwait().iterator().next().getLong(0);
  }

  private long waiting() {
    return count("select count(*) from outbox");
  }

  private long locks() {
    return count("select count(*) from pg_locks where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())");
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(Integer::toString).toList();
  }

  @Test
  void publishesInOrderAndEmptiesTheOutbox() {
    Broker broker = new Broker();
    append(numbers(0, 1200));
    relayTo(broker);
    Awaitility.await().atMost(LIMIT).until(() -> waiting() == 0);
    assertThat(broker.acknowledged).isEqualTo(numbers(0, 1200));
  }

  @Test
  void sendsAgainWhatTheBrokerRefusedAndLosesNothing() {
    Broker broker = new Broker();
    broker.broken.addAll(List.of("3", "700"));
    append(numbers(0, 1000));
    relayTo(broker);
    Awaitility.await().atMost(LIMIT).until(() -> waiting() == 0);
    assertThat(broker.withoutRepetitions()).containsExactlyInAnyOrderElementsOf(numbers(0, 1000));
  }

  @Test
  void oneOfTwoRelaysIsActiveAndTheOtherTakesOver() {
    Broker first = new Broker();
    Broker second = new Broker();
    OutboxRelay active = relayTo(first);
    append(numbers(0, 10));
    active.wake();
    Awaitility.await().atMost(LIMIT).until(() -> waiting() == 0);
    relayTo(second);
    append(numbers(10, 20));
    active.wake();
    Awaitility.await().atMost(LIMIT).until(() -> waiting() == 0);
    assertThat(first.acknowledged).isEqualTo(numbers(0, 20));
    assertThat(second.acknowledged).isEmpty();
    active.stop();
    append(numbers(20, 30));
    Awaitility.await().atMost(LIMIT).until(() -> waiting() == 0);
    assertThat(second.acknowledged).isEqualTo(numbers(20, 30));
  }

  @Test
  void aConnectionThatDiesIsReplaced() {
    Broker broker = new Broker();
    relayTo(broker);
    Awaitility.await().atMost(LIMIT).until(() -> locks() == 1);
    try (var connection = TestPostgres.shared().connect("postgres");
        var statement = connection.createStatement()) {
      statement.execute("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())");
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
    append(numbers(0, 5));
    Awaitility.await().atMost(LIMIT).ignoreExceptions().until(() -> waiting() == 0);
    assertThat(broker.acknowledged).isEqualTo(numbers(0, 5));
  }
}
