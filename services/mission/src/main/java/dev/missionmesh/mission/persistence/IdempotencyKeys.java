package dev.missionmesh.mission.persistence;

import dev.missionmesh.mission.application.Submission;
import dev.missionmesh.mission.application.Submitted;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets one submission per key through. A twin in another transaction is waited for at the unique
 * index.
 */
final class IdempotencyKeys {
  private static final String CLAIM =
      """
      insert into idempotency (tenant_id, key, body_sha256, answer, created_at)
      select * from unnest($1::text[], $2::text[], $3::text[], $4::bytea[], $5::timestamptz[])
      on conflict (tenant_id, key) do nothing
      returning tenant_id, key""";

  private static final String READ =
      """
      select i.tenant_id, i.key, i.body_sha256, i.answer
      from unnest($1::text[], $2::text[]) as u(tenant, key)
      join idempotency i on i.tenant_id = u.tenant and i.key = u.key""";

  record Key(TenantId tenant, String key) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::tenant).thenComparing(Key::key);

    static Key of(Submission s) {
      return new Key(s.tenant(), s.idempotencyKey());
    }

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /** What stands under a key; {@code mine} if this transaction put it there. */
  record Stored(String bodySha256, byte[] answer, boolean mine) {
    Submitted answerTo(String sha256, boolean first) {
      return bodySha256.equals(sha256)
          ? new Submitted.Accepted(answer, !(mine && first))
          : new Submitted.KeyReused();
    }
  }

  /** Claims the keys of the batch; the result tells for each key what stands under it now. */
  static Uni<Map<Key, Stored>> claim(SqlConnection connection, List<Submission> batch) {
    Map<Key, Submission> first = new LinkedHashMap<>();
    for (Submission s : batch) if (s.idempotencyKey() != null) first.putIfAbsent(Key.of(s), s);
    if (first.isEmpty()) return Uni.createFrom().item(Map.of());
    List<Submission> ordered = new ArrayList<>(first.values());
    ordered.sort(Comparator.comparing(Key::of));
    Columns<Submission> columns =
        new Columns<>(ordered)
            .text(s -> s.tenant().value())
            .text(Submission::idempotencyKey)
            .text(Submission::specSha256)
            .bytes(Submission::answer)
            .time(Submission::at);
    return connection
        .preparedQuery(CLAIM)
        .execute(columns.parameters())
        .chain(
            rows -> {
              Map<Key, Stored> stored = new HashMap<>();
              for (Row row : rows) {
                Key key = key(row);
                Submission s = first.remove(key);
                stored.put(key, new Stored(s.specSha256(), s.answer(), true));
              }
              return read(connection, List.copyOf(first.keySet()), stored);
            });
  }

  /** Adds what stands under keys that are not free. */
  static Uni<Map<Key, Stored>> read(
      SqlConnection connection, List<Key> keys, Map<Key, Stored> into) {
    if (keys.isEmpty()) return Uni.createFrom().item(into);
    return connection
        .preparedQuery(READ)
        .execute(new Columns<>(keys).text(k -> k.tenant().value()).text(Key::key).parameters())
        .map(
            rows -> {
              for (Row row : rows) {
                byte[] answer = row.getBuffer("answer").getBytes();
                into.put(key(row), new Stored(row.getString("body_sha256"), answer, false));
              }
              return into;
            });
  }

  private static Key key(Row row) {
    return new Key(new TenantId(row.getString("tenant_id")), row.getString("key"));
  }

  private IdempotencyKeys() {}
}
