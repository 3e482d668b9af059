package dev.missionmesh.mission.persistence;

import dev.missionmesh.messaging.Outbox;
import dev.missionmesh.messaging.OutgoingEvent;
import dev.missionmesh.mission.application.MissionFacts;
import dev.missionmesh.mission.application.Submission;
import dev.missionmesh.mission.application.SubmissionStore;
import dev.missionmesh.mission.application.Submitted;
import dev.missionmesh.mission.domain.SpecJson;
import dev.missionmesh.mission.persistence.IdempotencyKeys.Key;
import dev.missionmesh.mission.persistence.IdempotencyKeys.Stored;
import dev.missionmesh.tenancy.TenantId;
import dev.missionmesh.tenancy.TenantTransactions;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One transaction per batch: keys, missions, events. */
@ApplicationScoped
class PostgresSubmissionStore implements SubmissionStore {
  private static final String INSERT =
      """
      insert into missions (tenant_id, id, state, name, executor, principal, labels, priority, zone, risk_tier,
        capabilities, spec, spec_sha256, timeout_ms, max_attempts, backoff_ms, max_backoff_ms, cpu_millis, memory_bytes,
        disk_bytes, policy_snapshot, policy_decision, policy_rule, traceparent, queued_at, due_at)
      select tenant, id, 0, name, executor, principal, labels::jsonb, priority, zone, risk_tier,
        string_to_array(capabilities, ','), spec, sha256, timeout, attempts, backoff, max_backoff, cpu, memory,
        disk, snapshot, decision, rule, traceparent, queued_at, queued_at - priority * interval '1 minute'
      from unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::text[], $9::text[],
        $10::text[], $11::text[], $12::text[], $13::int[], $14::int[], $15::int[], $16::int[], $17::int[], $18::bigint[],
        $19::bigint[], $20::text[], $21::text[], $22::text[], $23::text[], $24::timestamptz[])
        as u(tenant, id, name, executor, principal, labels, priority, zone, risk_tier, capabilities, spec, sha256, timeout,
          attempts, backoff, max_backoff, cpu, memory, disk, snapshot, decision, rule, traceparent, queued_at)""";

  private static final String COUNT =
      """
      select count(*)::int as n from (
        (select 1 from missions where tenant_id = $1 and state = 0 limit $2)
        union all (select 1 from missions where tenant_id = $1 and state = 3 limit $2)) as waiting""";

  private final Pool engine;

  PostgresSubmissionStore(@ReactiveDataSource("engine") Pool engine) {
    this.engine = engine;
  }

  @Override
  public Uni<List<Submitted>> accept(List<Submission> batch) {
    Set<TenantId> tenants = batch.stream().map(Submission::tenant).collect(Collectors.toSet());
    List<Submission> fresh = new ArrayList<>(batch.size());
    return TenantTransactions.inTenants(
        engine,
        tenants,
        connection ->
            IdempotencyKeys.claim(connection, batch)
                .map(stored -> settle(batch, stored, fresh))
                .call(() -> insert(connection, fresh)));
  }

  /** Decides which of the batch are new, and what each is answered. */
  private static List<Submitted> settle(
      List<Submission> batch, Map<Key, Stored> stored, List<Submission> fresh) {
    fresh.clear();
    Set<Key> seen = new HashSet<>();
    List<Submitted> answers = new ArrayList<>(batch.size());
    for (Submission s : batch) {
      if (s.idempotencyKey() == null) {
        fresh.add(s);
        answers.add(new Submitted.Accepted(s.answer(), false));
        continue;
      }
      Key key = Key.of(s);
      Stored standing = stored.get(key);
      boolean first = seen.add(key);
      if (first && standing.mine()) fresh.add(s);
      answers.add(standing.answerTo(s.specSha256(), first));
    }
    return answers;
  }

  private static Uni<Void> insert(SqlConnection connection, List<Submission> fresh) {
    if (fresh.isEmpty()) return Uni.createFrom().voidItem();
    List<OutgoingEvent> events = fresh.stream().map(MissionFacts::queued).toList();
    return Uni.combine()
        .all()
        .unis(
            connection.preparedQuery(INSERT).execute(columns(fresh)),
            Outbox.append(connection, events))
        .discardItems();
  }

  private static Tuple columns(List<Submission> fresh) {
    return new Columns<>(fresh)
        .text(s -> s.tenant().value())
        .uuid(s -> s.id().value())
        .text(s -> s.spec().name())
        .text(s -> s.spec().executor())
        .text(Submission::principal)
        .text(s -> SpecJson.ofMap(s.spec().labels()))
        .integer(s -> s.spec().priority())
        .text(s -> s.spec().zone())
        .text(s -> s.spec().riskTier())
        .text(s -> String.join(",", s.spec().capabilities()))
        .text(s -> SpecJson.forNode(s.spec()))
        .text(Submission::specSha256)
        .integer(s -> (int) s.spec().timeout().toMillis())
        .integer(s -> s.spec().retries().maxAttempts())
        .integer(s -> (int) s.spec().retries().backoff().toMillis())
        .integer(s -> (int) s.spec().retries().maxBackoff().toMillis())
        .integer(s -> s.spec().resources().cpuMillis())
        .bigint(s -> s.spec().resources().memoryBytes())
        .bigint(s -> s.spec().resources().diskBytes())
        .text(s -> s.receipt().snapshot())
        .text(s -> s.receipt().decision())
        .text(s -> s.receipt().rule())
        .text(Submission::traceparent)
        .time(Submission::at)
        .parameters();
  }

  @Override
  public Uni<Optional<Submitted>> find(TenantId tenant, String key, String specSha256) {
    Key wanted = new Key(tenant, key);
    return TenantTransactions.inTenants(
            engine, Set.of(tenant), c -> IdempotencyKeys.read(c, List.of(wanted), new HashMap<>()))
        .map(
            found ->
                Optional.ofNullable(found.get(wanted)).map(s -> s.answerTo(specSha256, false)));
  }

  @Override
  public Uni<Void> recordDenial(Submission denied) {
    return TenantTransactions.inTenants(
        engine,
        Set.of(denied.tenant()),
        c -> Outbox.append(c, List.of(MissionFacts.denied(denied))));
  }

  @Override
  public Uni<Integer> countWaiting(TenantId tenant, int limit) {
    return engine
        .preparedQuery(COUNT)
        .execute(Tuple.of(tenant.value(), limit))
        .map(rows -> rows.iterator().next().getInteger("n"));
  }
}
