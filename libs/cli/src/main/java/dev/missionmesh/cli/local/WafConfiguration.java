package dev.missionmesh.cli.local;

import dev.missionmesh.cli.output.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The firewall's configuration: the chart's own files, with what is particular to this machine in the
 * place of their {@code ${WAF_…}}.
 */
final class WafConfiguration {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(WAF_[A-Z_]+)}");
  private static final String WORKERS = "2";
  /** The gateway's largest limit, {@code mesh.gateway.limits.mission-batch}. */
  private static final int BODY_BYTES = 8 << 20;

  private final Path templates;
  private final Path folder;
  private final Map<String, String> values;

  WafConfiguration(DataFolder data, Project project, MeshState state, WafPrograms programs) {
    this.templates = project.root().resolve("deploy/helm/missionmesh/files/waf");
    this.folder = data.folder("state/" + WafPart.NAME + "/conf");
    this.values = values(data, state, programs);
  }

  Path folder() {
    return folder;
  }

  /** Writes the files. */
  void write() throws IOException {
    for (Map.Entry<String, String> file : files().entrySet()) {
      DataFolder.writePrivate(folder.resolve(file.getKey()), file.getValue());
    }
  }

  /** True if what was written last says the same. */
  boolean isWritten() throws IOException {
    for (Map.Entry<String, String> file : files().entrySet()) {
      Path written = folder.resolve(file.getKey());
      if (!Files.exists(written) || !Files.readString(written).equals(file.getValue())) return false;
    }
    return true;
  }

  private Map<String, String> files() throws IOException {
    if (!Files.isDirectory(templates)) {
      throw Failure.error("the firewall's configuration is missing: there is no " + templates, null);
    }
    var files = new TreeMap<String, String>();
    try (Stream<Path> all = Files.list(templates)) {
      for (Path file : all.filter(this::isUsed).toList()) {
        files.put(file.getFileName().toString(), fill(Files.readString(file)));
      }
    }
    return files;
  }

  /** A mesh on one machine is called over plain HTTP. */
  private boolean isUsed(Path file) {
    return !file.getFileName().toString().endsWith("-tls.conf");
  }

  private String fill(String template) {
    return VARIABLE.matcher(template).replaceAll(found -> Matcher.quoteReplacement(value(found.group(1))));
  }

  private String value(String name) {
    String value = values.get(name);
    if (value == null) throw new IllegalStateException("nothing is known to put for " + name);
    return value;
  }

  private static Map<String, String> values(DataFolder data, MeshState state, WafPrograms programs) {
    var values = new HashMap<String, String>();
    // The processes of this mesh all run as whoever started it; nginx would give up root for a user that cannot enter the data folder.
    values.put("WAF_USER", "root".equals(System.getProperty("user.name")) ? "user root root;" : "");
    values.put("WAF_MODULE", programs.module().toString());
    values.put("WAF_RULES", programs.rules().toString());
    values.put("WAF_UNICODE", programs.unicode().toString());
    values.put("WAF_CONF", data.folder("state/" + WafPart.NAME + "/conf").toString());
    values.put("WAF_TEMP", data.folder("state/" + WafPart.NAME + "/temp").toString());
    values.put("WAF_LOG", "");
    values.put("WAF_WORKERS", WORKERS);
    values.put("WAF_MODE", state.layout().waf().engine());
    values.put("WAF_DOOR", "plain");
    values.put("WAF_LISTEN", "127.0.0.1:" + state.port(WafPart.NAME));
    values.put("WAF_READY_LISTEN", "127.0.0.1:" + state.port(WafPart.READY));
    values.put("WAF_PROXIES", "");
    values.put("WAF_UPSTREAMS", "server 127.0.0.1:" + state.door("gateway") + " max_fails=0;");
    values.put("WAF_BODY_BYTES", Integer.toString(BODY_BYTES));
    return values;
  }
}
