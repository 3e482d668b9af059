package dev.missionmesh.telemetry.persistence;

import dev.missionmesh.telemetry.application.LogExtension;
import dev.missionmesh.telemetry.application.RollUpReader;
import dev.missionmesh.telemetry.domain.Fact;
import dev.missionmesh.telemetry.domain.RollUpChange;
import dev.missionmesh.tenancy.TenantId;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The parameters of {@link AppendSql#WRITE}: columns as arrays. */
final class AppendBatch {

  static int size(Collection<LogExtension> logs) {
    return logs.stream().mapToInt(log -> log.rows().size()).sum();
  }

  static Tuple parameters(Collection<LogExtension> logs) {
    List<Object> parameters = new ArrayList<>(18);
    addEntries(logs, parameters);
    addHeads(logs, parameters);
    List<Fact> facts =
        logs.stream().flatMap(log -> log.rows().stream()).map(LogExtension.Row::fact).toList();
    addRollUp(RollUpReader.of(facts), parameters);
    return Tuple.from(parameters);
  }

  private static void addEntries(Collection<LogExtension> logs, List<Object> parameters) {
    int size = size(logs);
    String[] tenants = new String[size];
    Long[] indexes = new Long[size];
    UUID[] events = new UUID[size];
    UUID[] missions = new UUID[size];
    Buffer[] leaves = new Buffer[size];
    Buffer[] salts = new Buffer[size];
    Buffer[] data = new Buffer[size];
    int i = 0;
    for (LogExtension log : logs) {
      for (LogExtension.Row row : log.rows()) {
        tenants[i] = log.tenant().value();
        indexes[i] = row.index();
        events[i] = row.fact().id();
        missions[i] = row.fact().missionId();
        leaves[i] = Buffer.buffer(row.leaf());
        salts[i] = Buffer.buffer(row.salt());
        data[i++] = Buffer.buffer(row.fact().data());
      }
    }
    parameters.addAll(List.of(tenants, indexes, events, missions, leaves, salts, data));
  }

  private static void addHeads(Collection<LogExtension> logs, List<Object> parameters) {
    parameters.add(logs.stream().map(log -> log.tenant().value()).toArray(String[]::new));
    parameters.add(logs.stream().map(LogExtension::size).toArray(Long[]::new));
    parameters.add(logs.stream().map(log -> Buffer.buffer(log.frontier())).toArray(Buffer[]::new));
    parameters.add(logs.stream().map(log -> Buffer.buffer(log.root())).toArray(Buffer[]::new));
  }

  private static void addRollUp(RollUpChange change, List<Object> parameters) {
    List<String> tenants = new ArrayList<>();
    List<String> kinds = new ArrayList<>();
    List<Long> added = new ArrayList<>();
    change
        .totals()
        .forEach(
            (tenant, byKind) ->
                byKind.forEach(
                    (kind, count) -> {
                      tenants.add(tenant.value());
                      kinds.add(kind);
                      added.add(count);
                    }));
    parameters.add(tenants.toArray(String[]::new));
    parameters.add(kinds.toArray(String[]::new));
    parameters.add(added.toArray(Long[]::new));
    parameters.add(TenantId.SYSTEM.value());
    parameters.add(change.nodes().keySet().toArray(String[]::new));
    parameters.add(change.nodes().values().toArray(String[]::new));
  }

  private AppendBatch() {}
}
