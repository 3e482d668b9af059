package dev.missionmesh.trial;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where a server runs.
 *
 * @param data folder of its data ({@code MESH_TRIAL_DATA})
 * @param port its port ({@code MESH_TRIAL_PORT}); Kafka takes the next two as well, on 127.0.0.1
 * @param healthPort port of its probes ({@code MESH_TRIAL_HEALTH_PORT})
 * @param advertisedHost where others find it ({@code MESH_TRIAL_ADVERTISED_HOST})
 * @param passwords file of {@code login=password} lines ({@code MESH_TRIAL_PASSWORDS})
 * @param database name of the database ({@code MESH_TRIAL_DATABASE})
 */
record Place(Path data, int port, int healthPort, String advertisedHost, Path passwords, String database) {
  static Place of(Map<String, String> environment) {
    return new Place(
        Path.of(need(environment, "DATA")),
        Integer.parseInt(need(environment, "PORT")),
        Integer.parseInt(need(environment, "HEALTH_PORT")),
        need(environment, "ADVERTISED_HOST"),
        Path.of(need(environment, "PASSWORDS")),
        need(environment, "DATABASE"));
  }

  private static String need(Map<String, String> environment, String name) {
    String value = environment.getOrDefault("MESH_TRIAL_" + name, "");
    if (value.isBlank()) throw new IllegalArgumentException("MESH_TRIAL_" + name + " is not set");
    return value;
  }
}
