package dev.missionmesh.mission.persistence;

import dev.missionmesh.mission.application.Completion;
import dev.missionmesh.mission.application.EndedAttempt;
import dev.missionmesh.mission.domain.MissionState;
import dev.missionmesh.mission.domain.MissionState.WaitingRetry;
import dev.missionmesh.mission.domain.StateName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Writes the ends of attempts: the mission's next state, the attempt, the result, the dead letter.
 */
final class AttemptEndWriter {
  private static final String MISSIONS =
      """
      update missions m set state = u.state, reason = u.reason, sequence = m.sequence + 1, failures = u.failures,
        lost_leases = u.lost, next_run_at = u.next, ended_at = u.ended, lease_key = null, lease_expires_at = null,
        cancel_requested = false
      from unnest($1::text[], $2::uuid[], $3::bigint[], $4::int[], $5::text[], $6::int[], $7::int[], $8::timestamptz[],
        $9::timestamptz[]) as u(tenant, id, token, state, reason, failures, lost, next, ended)
      where m.tenant_id = u.tenant and m.id = u.id and m.state = 2 and m.lease_token = u.token""";

  private static final String ATTEMPTS =
      """
      update attempts a set ended_seq = u.seq, ended_at = u.at, end_state = u.state, outcome = u.outcome, exit_code = u.code,
        reason = u.reason, result_sha256 = u.sha, truncated = u.truncated, log_chunks = u.chunks, duration_ms = u.duration,
        backend = u.backend, degraded = u.degraded, degraded_reason = u.why
      from unnest($1::text[], $2::uuid[], $3::bigint[], $4::bigint[], $5::timestamptz[], $6::int[], $7::text[], $8::int[],
        $9::text[], $10::text[], $11::bool[], $12::int[], $13::bigint[], $14::text[], $15::bool[], $16::text[])
        as u(tenant, id, number, seq, at, state, outcome, code, reason, sha, truncated, chunks, duration, backend, degraded, why)
      where a.tenant_id = u.tenant and a.mission_id = u.id and a.number = u.number""";

  private static final String RESULTS =
      """
      insert into results (tenant_id, mission_id, attempt, day, body)
      select tenant, id, attempt, (started at time zone 'UTC')::date, body
      from unnest($1::text[], $2::uuid[], $3::bigint[], $4::timestamptz[], $5::bytea[]) as u(tenant, id, attempt, started, body)""";

  private static final String DEAD_LETTERS =
      """
      insert into dead_letters (tenant_id, mission_id, name, reason, attempts, dead_since)
      select * from unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::int[], $6::timestamptz[])""";

  /** The statements, to be run together. */
  static List<Uni<?>> statements(SqlConnection connection, List<EndedAttempt> ended) {
    List<Uni<?>> statements = new ArrayList<>();
    if (ended.isEmpty()) return statements;
    statements.add(connection.preparedQuery(MISSIONS).execute(missions(ended)));
    statements.add(connection.preparedQuery(ATTEMPTS).execute(attempts(ended)));
    List<EndedAttempt> ran =
        ended.stream().filter(e -> e.told() != null && e.told().ran()).toList();
    if (!ran.isEmpty()) statements.add(connection.preparedQuery(RESULTS).execute(results(ran)));
    List<EndedAttempt> dead =
        ended.stream().filter(e -> e.end().next().name() == StateName.DEAD_LETTERED).toList();
    if (!dead.isEmpty()) {
      statements.add(connection.preparedQuery(DEAD_LETTERS).execute(deadLetters(dead)));
    }
    return statements;
  }

  private static Columns<EndedAttempt> keys(List<EndedAttempt> ended) {
    return new Columns<>(ended)
        .text(e -> e.mission().tenant().value())
        .uuid(e -> e.mission().id().value());
  }

  private static Tuple missions(List<EndedAttempt> ended) {
    return keys(ended)
        .bigint(e -> e.mission().token())
        .integer(e -> e.end().next().name().code())
        .text(e -> e.end().reason())
        .integer(e -> e.end().next().progress().failures())
        .integer(e -> e.end().next().progress().lostLeases())
        .time(e -> nextRunAt(e.end().next()))
        .time(e -> e.end().next().name().isFinal() ? e.mission().now() : null)
        .parameters();
  }

  private static Instant nextRunAt(MissionState next) {
    return next instanceof WaitingRetry waiting ? waiting.nextRunAt() : null;
  }

  private static Tuple attempts(List<EndedAttempt> ended) {
    return keys(ended)
        .bigint(e -> e.mission().token())
        .bigint(EndedAttempt::sequence)
        .time(e -> e.mission().now())
        .integer(e -> e.end().next().name().code())
        .text(told(c -> c.outcome().text(), "lost"))
        .integerOrNull(told(c -> c.result().exitCode(), null))
        .text(e -> e.end().reason())
        .text(told(Completion::sha256, null))
        .bool(told(c -> c.result().truncated(), null))
        .integerOrNull(told(Completion::logChunks, null))
        .bigintOrNull(told(Completion::durationMs, null))
        .text(told(c -> c.sandbox() == null ? null : c.sandbox().backend(), null))
        .bool(told(c -> c.sandbox() == null ? null : c.sandbox().degraded(), null))
        .text(told(c -> c.sandbox() == null ? null : c.sandbox().degradedReason(), null))
        .parameters();
  }

  private static <R> Function<EndedAttempt, R> told(Function<Completion, R> value, R silent) {
    return e -> e.told() == null ? silent : value.apply(e.told());
  }

  private static Tuple results(List<EndedAttempt> ran) {
    return keys(ran)
        .bigint(e -> e.mission().token())
        .time(e -> e.mission().startedAt())
        .bytes(e -> e.told().canonical())
        .parameters();
  }

  private static Tuple deadLetters(List<EndedAttempt> dead) {
    return keys(dead)
        .text(e -> e.mission().name())
        .text(e -> e.end().reason())
        .integer(e -> (int) e.mission().token())
        .time(e -> e.mission().now())
        .parameters();
  }

  private AttemptEndWriter() {}
}
