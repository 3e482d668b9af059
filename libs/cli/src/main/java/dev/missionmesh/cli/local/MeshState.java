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
 * @param profile the profile it was last started with
 * @param waf the firewall before its gateway
 * @param ports port by process name
 */
record MeshState(Profile profile, WafMode waf, Map<String, Integer> ports) {
  MeshState {
    ports = Map.copyOf(ports);
  }

  static MeshState read(DataFolder data) throws IOException {
    if (!Files.exists(data.state())) return new MeshState(Profile.STANDARD, WafMode.OFF, Map.of());
    JsonNode json = Documents.parse(Files.readString(data.state()));
    var ports = new TreeMap<String, Integer>();
    json.path("ports").properties().forEach(e -> ports.put(e.getKey(), e.getValue().asInt()));
    return new MeshState(
        Profile.valueOf(json.path("profile").asText().toUpperCase(Locale.ROOT)),
        WafMode.valueOf(json.path("waf").asText(WafMode.OFF.label()).toUpperCase(Locale.ROOT)),
        ports);
  }

  void write(DataFolder data) throws IOException {
    var json = Documents.object().put("profile", profile.label()).put("waf", waf.label());
    var list = json.putObject("ports");
    new TreeMap<>(ports).forEach(list::put);
    DataFolder.writePrivate(data.state(), Documents.prettyJson(json) + "\n");
  }

  MeshState withPorts(Map<String, Integer> others) {
    return new MeshState(profile, waf, others);
  }

  int port(String name) {
    Integer port = ports.get(name);
    if (port == null) throw new IllegalStateException("no port for " + name);
    return port;
  }

  /** Where clients are to call: the firewall where there is one, else the gateway. */
  String publicUrl() {
    return "http://127.0.0.1:" + port(waf.isOn() ? WafPart.NAME : "gateway");
  }
}
