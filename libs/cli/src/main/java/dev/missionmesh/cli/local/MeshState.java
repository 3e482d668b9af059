package dev.missionmesh.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.output.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is remembered of a mesh from start to start.
 *
 * @param layout what it was last started with
 * @param ports port by process name
 */
record MeshState(Layout layout, Map<String, Integer> ports) {
  MeshState {
    ports = Map.copyOf(ports);
  }

  static MeshState read(DataFolder data) throws IOException {
    if (!Files.exists(data.state())) return new MeshState(Layout.FIRST, Map.of());
    JsonNode json = Documents.parse(Files.readString(data.state()));
    var ports = new TreeMap<String, Integer>();
    json.path("ports").properties().forEach(e -> ports.put(e.getKey(), e.getValue().asInt()));
    var layout =
        new Layout(
            Profile.valueOf(json.path("profile").asText().toUpperCase(Locale.ROOT)),
            WafMode.valueOf(json.path("waf").asText(WafMode.OFF.label()).toUpperCase(Locale.ROOT)),
            json.path("replicas").asInt(1));
    return new MeshState(layout, ports);
  }

  void write(DataFolder data) throws IOException {
    var json =
        Documents.object()
            .put("profile", layout.profile().label())
            .put("waf", layout.waf().label())
            .put("replicas", layout.replicas());
    var list = json.putObject("ports");
    new TreeMap<>(ports).forEach(list::put);
    DataFolder.writePrivate(data.state(), Documents.prettyJson(json) + "\n");
  }

  MeshState withPorts(Map<String, Integer> others) {
    return new MeshState(layout, others);
  }

  int port(String name) {
    Integer port = ports.get(name);
    if (port == null) throw new IllegalStateException("no port for " + name);
    return port;
  }

  /** Where others call a service: the balancer where it has several processes. */
  int door(String service) {
    return port(layout.isBalanced() ? BalancerPart.door(service) : service);
  }

  /** Where clients are to call: the firewall where there is one, else the gateway. */
  String publicUrl() {
    return "http://127.0.0.1:" + (layout.waf().isOn() ? port(WafPart.NAME) : door("gateway"));
  }
}
