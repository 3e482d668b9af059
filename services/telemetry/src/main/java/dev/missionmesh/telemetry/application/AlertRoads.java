package dev.missionmesh.telemetry.application;

import dev.missionmesh.telemetry.config.AlertsConfig;
import dev.missionmesh.telemetry.config.StateConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** The roads on which this mesh's operator is told of alerts. */
@ApplicationScoped
public class AlertRoads {
  public static final String FILE = "file";
  public static final String WEBHOOK = "webhook";

  private final List<String> names;

  public AlertRoads(StateConfig state, AlertsConfig config) {
    List<String> found = new ArrayList<>();
    if (state.directory().isPresent()) {
      found.add(FILE);
    }
    if (config.webhook().url().isPresent()) {
      found.add(WEBHOOK);
    }
    names = List.copyOf(found);
  }

  public List<String> names() {
    return names;
  }
}
