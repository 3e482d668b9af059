package dev.missionmesh.endtoend.mesh;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.awaitility.Awaitility;

/** A tenant's missions as mission's own tables have them. */
public record StoredMissions(DataOfMesh data, String tenant) {
  public static final int QUEUED = 0;
  public static final int RUNNING = 2;
  public static final int SUCCEEDED = 5;

  public static StoredMissions of(RunningMesh mesh, Tenant tenant) {
    return new StoredMissions(mesh.files(), tenant.id());
  }

  public Set<String> ids() throws SQLException {
    return new HashSet<>(data.strings("select id::text from mission.missions where " + own()));
  }

  /** How many are in a state. */
  public long count(int state) throws SQLException {
    return data.count("select count(*) from mission.missions where " + own() + " and state = " + state);
  }

  /** Returns when every event of them has been published. */
  public void awaitTold() {
    Awaitility.await("the outbox is empty")
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> data.count("select count(*) from mission.outbox where " + own()) == 0);
  }

  private String own() {
    return "tenant_id = '" + tenant + "'";
  }
}
