package dev.missionmesh.telemetry.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.missionmesh.auditlog.CompactRange;
import dev.missionmesh.auditlog.LogEntry;
import dev.missionmesh.auditlog.MerkleHash;
import dev.missionmesh.telemetry.application.AuditReader.Stored;
import dev.missionmesh.telemetry.application.LogHead;
import dev.missionmesh.telemetry.domain.Fact;
import dev.missionmesh.tenancy.TenantId;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresAuditStoreTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final TestPools pools = new TestPools();
  private final PostgresAuditStore store = new PostgresAuditStore(pools.engine(), TestPools.watch());
  private final PostgresAuditReader reader = new PostgresAuditReader(pools.api());
  private final TenantId acme = newTenant();
  private final TenantId globex = newTenant();

  @AfterEach
  void close() {
    pools.close();
  }

  @Test
  void appendsEachFactToItsTenantsLogAndMovesTheHead() {
    assertThat(append(facts(acme, 3), facts(globex, 2))).isEqualTo(5);
    assertThat(append(facts(acme, 4))).isEqualTo(4);
    assertThatLogHolds(acme, 7);
    assertThatLogHolds(globex, 2);
  }

  @Test
  void dropsWhatItHasAndWhatComesTwice() {
    List<Fact> known = facts(acme, 5);
    append(known);
    append(facts(globex, 1));
    assertThat(append(known)).isZero();
    List<Fact> fresh = facts(acme, 2);
    assertThat(append(known, fresh, fresh, facts(globex, 1))).isEqualTo(3);
    assertThatLogHolds(acme, 7);
    assertThatLogHolds(globex, 2);
  }

  @Test
  void theSameEventIdOfTwoTenantsIsTwoEvents() {
    Fact mine = facts(acme, 1).getFirst();
    Fact theirs = withTenant(mine, globex);
    assertThat(append(List.of(mine, theirs))).isEqualTo(2);
    assertThatLogHolds(acme, 1);
    assertThatLogHolds(globex, 1);
  }

  @Test
  void twoAppendersWithTheSameEventsInOtherBatchesMakeOneLog() throws Exception {
    List<Fact> all = new ArrayList<>();
    for (int i = 0; i < 300; i++) all.addAll(facts(i % 3 == 0 ? globex : acme, 1));
    PostgresAuditStore other = new PostgresAuditStore(pools.engine(), TestPools.watch());
    try (var threads = Executors.newFixedThreadPool(2)) {
      var first = CompletableFuture.supplyAsync(() -> appendInBatches(store, all, 7), threads);
      var second =
          CompletableFuture.supplyAsync(() -> appendInBatches(other, all.reversed(), 11), threads);
      assertThat(first.get() + second.get()).isEqualTo(300);
    }
    assertThatLogHolds(acme, 200);
    assertThatLogHolds(globex, 100);
  }

  @Test
  void aTransactionKilledInTheMiddleLeavesNothing() throws Exception {
    append(facts(acme, 3), facts(globex, 3));
    List<Fact> batch = new ArrayList<>(facts(acme, 10));
    batch.addAll(facts(globex, 10));
    String last = acme.compareTo(globex) > 0 ? acme.value() : globex.value();
    CompletableFuture<Integer> appending;
    try (Connection blocker = pools.connect("telemetry_owner")) {
      blocker.setAutoCommit(false);
      execute(blocker, "update audit_heads set epoch = epoch where tenant_id = '" + last + "'");
      appending = store.append(batch).subscribeAsCompletionStage();
      try (Connection superuser = pools.connect("postgres")) {
        await()
            .atMost(LIMIT)
            .until(
                () ->
                    execute(
                        superuser,
                        "select pg_terminate_backend(pid) from pg_stat_activity where usename ="
                            + " 'telemetry_engine' and wait_event_type = 'Lock' and datname ="
                            + " current_database()"));
      }
      blocker.rollback();
    }
    assertThatThrownBy(appending::get).isNotNull();
    assertThatLogHolds(acme, 3);
    assertThatLogHolds(globex, 3);
    assertThat(append(batch)).isEqualTo(20);
    assertThatLogHolds(acme, 13);
  }

  @Test
  void bytesComeBackAsTheyWereStored() {
    byte[] odd = {0, -1, 10, 34};
    Fact fact = facts(acme, 1).getFirst();
    append(List.of(withData(fact, odd), withData(facts(acme, 1).getFirst(), new byte[0])));
    List<Stored> stored = reader.page(acme, 0, 10).await().atMost(LIMIT);
    assertThat(stored.get(0).data()).isEqualTo(odd);
    assertThat(stored.get(1).data()).isEmpty();
    assertThat(new String(stored.getFirst().leaf(), StandardCharsets.UTF_8))
        .contains("\"eventId\":\"" + fact.id() + "\"")
        .contains("\"time\":\"2026-11-21T14:00:00.123456Z\"");
  }

  @Test
  void pagesAreCutAtABoundOfBytesAndLeaveNothingOut() {
    List<Fact> large = facts(acme, 5).stream().map(f -> withData(f, new byte[900_000])).toList();
    append(large);
    long next = 0;
    int pages = 0;
    while (next < 5) {
      List<Stored> page = reader.page(acme, next, 5).await().atMost(LIMIT);
      assertThat(page.getFirst().index()).isEqualTo(next);
      assertThat(page).hasSizeLessThanOrEqualTo(2);
      next = page.getLast().index() + 1;
      pages++;
    }
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void theApiLoginSeesOneTenantAndWritesNothing() throws Exception {
    append(facts(acme, 3), facts(globex, 2));
    try (Connection api = pools.connect("telemetry_api")) {
      api.setAutoCommit(false);
      assertThat(count(api, "audit_entries")).isZero();
      execute(api, "select set_config('mesh.tenant', '" + acme.value() + "', true)");
      assertThat(count(api, "audit_entries")).isEqualTo(3);
      assertThat(count(api, "audit_heads")).isEqualTo(1);
      for (String write :
          List.of(
              "delete from audit_entries",
              "update audit_heads set size = 0",
              "update audit_entries set data = null, salt = null")) {
        assertThatThrownBy(() -> execute(api, write)).hasMessageContaining("permission denied");
        api.rollback();
      }
    }
  }

  @Test
  void theEngineLoginCannotChangeEntriesNorWriteForATenantItHasNotNamed() throws Exception {
    append(facts(acme, 1));
    try (Connection engine = pools.connect("telemetry_engine")) {
      assertThatThrownBy(() -> execute(engine, "delete from audit_entries"))
          .hasMessageContaining("permission denied");
      assertThatThrownBy(() -> execute(engine, "update audit_entries set leaf = ''"))
          .hasMessageContaining("permission denied");
      assertThatThrownBy(() -> execute(engine, "update audit_heads set size = 0"))
          .hasMessageContaining("row-level security");
    }
  }

  private int append(List<?>... lists) {
    List<Fact> all = new ArrayList<>();
    for (List<?> list : lists) list.forEach(fact -> all.add((Fact) fact));
    return store.append(all).await().atMost(LIMIT);
  }

  private static int appendInBatches(PostgresAuditStore store, List<Fact> facts, int size) {
    int added = 0;
    for (int i = 0; i < facts.size(); i += size) {
      List<Fact> batch = facts.subList(i, Math.min(facts.size(), i + size));
      added += store.append(batch).onFailure().retry().atMost(20).await().atMost(LIMIT);
    }
    return added;
  }

  /** Numbers without holes, commitments that fit, and the head's root made of the stored leaves. */
  private void assertThatLogHolds(TenantId tenant, int size) {
    LogHead head = reader.head(tenant).await().atMost(LIMIT);
    List<Stored> entries = reader.page(tenant, 0, head.size()).await().atMost(LIMIT);
    CompactRange range = new CompactRange();
    for (Stored entry : entries) {
      String leaf = new String(entry.leaf(), StandardCharsets.UTF_8);
      assertThat(leaf)
          .startsWith("{\"index\":" + range.size() + ",")
          .contains("\"" + tenant + "\"");
      byte[] commitment = LogEntry.commitment(entry.salt(), entry.data());
      assertThat(leaf).contains(java.util.HexFormat.of().formatHex(commitment));
      range.append(MerkleHash.leaf(entry.leaf()));
    }
    assertThat(head.size()).isEqualTo(size);
    assertThat(range.size()).isEqualTo(size);
    assertThat(head.root()).isEqualTo(range.root());
  }

  private static List<Fact> facts(TenantId tenant, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new Fact(
                    UUID.randomUUID(),
                    "dev.missionmesh.test.v1",
                    Instant.parse("2026-11-21T14:00:00.123456Z"),
                    "mission",
                    UUID.randomUUID().toString(),
                    tenant,
                    "mesh.mission.events",
                    i,
                    ("{\"i\":" + i + "}").getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  private static Fact withData(Fact f, byte[] data) {
    return new Fact(
        f.id(), f.type(), f.time(), f.source(), f.subject(), f.tenant(), f.topic(), 1, data);
  }

  private static Fact withTenant(Fact f, TenantId tenant) {
    return new Fact(
        f.id(), f.type(), f.time(), f.source(), f.subject(), tenant, f.topic(), 1, f.data());
  }

  private static TenantId newTenant() {
    return new TenantId("t" + UUID.randomUUID().toString().substring(0, 13));
  }

  private static int count(Connection c, String table) throws SQLException {
    try (Statement s = c.createStatement();
        ResultSet rows = s.executeQuery("select count(*) from " + table)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  /** Whether the statement gave a row, if it gives rows. */
  private static boolean execute(Connection c, String sql) throws SQLException {
    try (Statement s = c.createStatement()) {
      return s.execute(sql) && s.getResultSet().next();
    }
  }
}
