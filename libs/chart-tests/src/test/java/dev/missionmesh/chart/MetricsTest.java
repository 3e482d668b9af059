package dev.missionmesh.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Alerts and dashboards ask for metrics that the services have. */
class MetricsTest {
  private static final Pattern ASKED = Pattern.compile("\\bmesh_[a-z_]+");
  private static final Pattern METERS =
      Pattern.compile(
          "(counter|timer|gauge|summary|(?:Function)?Counter\\s*\\.\\s*builder|Gauge\\s*\\.\\s*builder|Timer\\s*\\.\\s*builder)"
              + "\\s*\\(\\s*\"(mesh\\.[a-z.]+)\"");

  @Test
  void everyMetricOfAnAlertOrADashboardIsExported() throws IOException {
    Set<String> asked = new TreeSet<>();
    Rendered production = Chart.install("production");
    production.kind("PrometheusRule").forEach(d -> ask(d.toString(), asked));
    production.named("ConfigMap", "dashboards").path("data").forEach(d -> ask(d.asText(), asked));

    assertThat(asked).hasSizeGreaterThan(20);
    assertThat(exported()).containsAll(asked);
  }

  @Test
  void alertsBurnTheBudgetThatIsSet() {
    JsonNode rules = Chart.install("r", List.of(Chart.values("production")), Map.of("monitoring.rules.availabilityPercent", 99)).named("PrometheusRule", "");
    List<String> burns =
        Rendered.items(rules.at("/spec/groups/0/rules")).filter(r -> r.has("alert")).map(r -> r.path("expr").asText()).toList();

    assertThat(burns).hasSize(4);
    assertThat(burns.get(0)).contains("ratio_rate1h", "ratio_rate5m", "> 0.144");
    assertThat(burns.get(3)).contains("ratio_rate3d", "ratio_rate6h", "> 0.01");
  }

  @Test
  void everyRecordedSeriesIsAskedForAndTheReverse() {
    JsonNode rules = Chart.install("production").named("PrometheusRule", "").at("/spec/groups/0/rules");
    Set<String> recorded = new TreeSet<>(Rendered.items(rules).map(r -> r.path("record").asText()).filter(r -> !r.isEmpty()).toList());
    Set<String> asked = new TreeSet<>();
    Rendered.items(rules).filter(r -> r.has("alert")).forEach(r -> collect(Pattern.compile("mesh:[a-z_]+:[a-z_0-9]+"), r.path("expr").asText(), asked));

    assertThat(asked).isEqualTo(recorded);
  }

  @Test
  void theMonitorFindsTheServicesAndNothingElse() {
    Rendered rendered = Chart.install("production");
    JsonNode selector = rendered.named("ServiceMonitor", "-missionmesh").at("/spec/selector");
    Set<String> components = new TreeSet<>(Rendered.items(selector.at("/matchExpressions/0/values")).map(JsonNode::asText).toList());

    assertThat(rendered.kind("Service").filter(s -> Rendered.selects(selector.path("matchLabels"), s.at("/metadata/labels"))))
        .extracting(s -> s.at("/metadata/labels/app.kubernetes.io~1component").asText())
        .containsAll(components)
        .contains("waf");
    assertThat(components).hasSize(6).doesNotContain("waf");
  }

  private static void ask(String text, Set<String> asked) {
    collect(ASKED, text, asked);
  }

  private static void collect(Pattern pattern, String text, Set<String> found) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) found.add(matcher.group());
  }

  /** Names as Prometheus sees them, from the meters that the services' code makes. */
  private static Set<String> exported() throws IOException {
    var names = new TreeSet<String>();
    for (Path root : List.of(Path.of("../../services"), Path.of("../messaging"))) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(f -> f.toString().contains("src/main/java") && f.toString().endsWith(".java")).toList()) {
          Matcher meter = METERS.matcher(Files.readString(file));
          while (meter.find()) names.addAll(series(meter.group(1), meter.group(2).replace('.', '_')));
        }
      }
    }
    Matcher counter = Pattern.compile("(?m)^counter (mesh_[a-z_]+)").matcher(Chart.read(Chart.FOLDER.resolve("files/waf/waf.mtail")));
    while (counter.find()) names.add(counter.group(1));
    return names;
  }

  private static List<String> series(String kind, String name) {
    String lower = kind.toLowerCase(java.util.Locale.ROOT);
    if (lower.contains("counter")) return List.of(name + "_total");
    if (lower.contains("timer")) return List.of(name + "_seconds_count", name + "_seconds_sum", name + "_seconds_max");
    if (lower.contains("summary")) return List.of(name + "_count", name + "_sum", name + "_max");
    return List.of(name);
  }
}
