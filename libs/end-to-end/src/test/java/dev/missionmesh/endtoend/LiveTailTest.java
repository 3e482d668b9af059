package dev.missionmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.endtoend.mesh.EventTail;
import dev.missionmesh.endtoend.mesh.RunningMesh;
import dev.missionmesh.endtoend.mesh.Tenant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveTailTest {
  private static final String COUNTING = "i=0; while [ $i -lt 40 ]; do echo line-$i; i=$((i+1)); sleep 0.05; done";

  private final Tenant tenant = RunningMesh.shared().tenant("tail");

  /** Reads a few events, drops the connection, comes back with the last id: again and again until the end. */
  @Test
  void aClientCutOffAndBackMissesNothingAndSeesNothingTwice() throws IOException, InterruptedException {
    String id = tenant.command("sh", "-c", COUNTING);
    List<EventTail.Event> seen = new ArrayList<>();
    String last = null;
    int connections = 0;
    while (seen.isEmpty() || !seen.getLast().name().equals("end")) {
      assertThat(++connections).as("connections").isLessThan(200);
      try (EventTail tail = EventTail.open(tenant, id, last)) {
        for (int i = 0; i < 3; i++) {
          EventTail.Event event = tail.next();
          if (event == null) {
            break;
          }
          seen.add(event);
          if (event.id() != null) {
            last = event.id();
          }
          if (event.name().equals("end")) {
            break;
          }
        }
      }
    }
    assertThat(connections).isGreaterThan(2);
    List<Long> ids = seen.stream().filter(e -> e.id() != null && !e.name().equals("end")).map(e -> Long.parseLong(e.id())).toList();
    assertThat(ids).doesNotHaveDuplicates().isSorted();
    StringBuilder text = new StringBuilder();
    seen.stream().filter(e -> e.name().equals("log")).forEach(e -> text.append(e.json().getString("text")));
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      expected.append("line-").append(i).append('\n');
    }
    assertThat(text.toString()).isEqualTo(expected.toString());
    assertThat(seen.stream().filter(e -> e.name().equals("state")).map(e -> e.json().getString("state")))
        .containsExactly("queued", "running", "succeeded");
  }

  @Test
  void cancellingARunningMissionEndsItsTailSoon() throws IOException, InterruptedException {
    String id = tenant.command("sleep", "60");
    try (EventTail tail = EventTail.open(tenant, id, null)) {
      EventTail.Event event = tail.next();
      boolean cancelled = false;
      while (event != null && !event.name().equals("end")) {
        if (event.name().equals("state") && event.json().getString("state").equals("running") && !cancelled) {
          tenant.api().post("/api/v1/missions/" + id + "/cancel").then().statusCode(202);
          cancelled = true;
        }
        event = tail.next();
      }
    }
    assertThat(tenant.mission(id).state()).isEqualTo("cancelled");
    tenant.api().post("/api/v1/missions/" + id + "/cancel").then().statusCode(409);
  }
}
