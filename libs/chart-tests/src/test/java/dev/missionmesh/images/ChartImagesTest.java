package dev.missionmesh.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.chart.RenderedServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The images that the chart names are those that {@code mesh images} makes, and those of others that the page on images lists. */
class ChartImagesTest {
  private static final Path PROJECT = Path.of("../..");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
  private static final Map<String, Object> EVERYTHING =
      Map.of(
          "services.operator.enabled", true,
          "waf.enabled", true,
          "waf.metrics.enabled", true,
          "waf.metrics.image.repository", "mtail",
          "postgresql.kind", "trial",
          "kafka.kind", "trial");

  @Test
  void theChartNamesWhatIsMadeHereAndWhatThePageLists() throws IOException {
    Set<String> named = new TreeSet<>(repositories(RenderedServices.images(null, EVERYTHING)));
    named.addAll(repositories(RenderedServices.images(null, Map.of())));
    for (String values : RenderedServices.valuesFiles()) named.addAll(repositories(RenderedServices.images(values, Map.of())));
    Set<String> known = made();
    known.addAll(ofOthers());

    assertThat(named).containsExactlyInAnyOrderElementsOf(known);
  }

  @Test
  void aMeshToTryNeedsNothingThatIsNotMadeHere() throws IOException {
    assertThat(repositories(RenderedServices.images("trial", Map.of()))).isSubsetOf(made());
  }

  /** Without registry and tag. */
  private static Set<String> repositories(Set<String> images) {
    return images.stream()
        .map(image -> image.replaceFirst("[:@][^/]*$", "").replaceFirst("^registry\\.example\\.com/", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> made() throws IOException {
    return Program.of(PROJECT).stream().map(p -> "missionmesh/" + p.name()).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> ofOthers() throws IOException {
    String page = Files.readString(PROJECT.resolve("docs/reference/images.md"));
    String section = page.substring(page.indexOf("\n## Images of others\n"));
    Set<String> names = new TreeSet<>();
    for (Matcher row = ROW.matcher(section); row.find(); ) names.add(row.group(1));
    return names;
  }
}
