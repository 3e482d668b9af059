package dev.missionmesh.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The chart's page says what its values are. {@code -Dmesh.chart.write=true} writes it instead of comparing. */
class ReferenceTest {
  private static final Path PAGE = Chart.FOLDER.resolve("README.md");

  @Test
  void thePageIsWhatTheCommentsOfTheValuesSay() throws IOException {
    String page = Reference.page(Chart.read(Chart.FOLDER.resolve("values.yaml")));

    if (Boolean.getBoolean("mesh.chart.write")) Files.writeString(PAGE, page);
    assertThat(Files.readString(PAGE)).as("run this test with -Dmesh.chart.write=true and commit README.md").isEqualTo(page);
  }

  @Test
  void aValueWithoutACommentIsNotLetThrough() {
    assertThatThrownBy(() -> Reference.entries("# Known.\na: 1\nb:\n  c: 2\n")).hasMessageContaining("b.c");
  }

  @Test
  void everyValueOfThePageCanBeSet() {
    List<Reference.Entry> entries = Reference.entries(Chart.read(Chart.FOLDER.resolve("values.yaml")));

    assertThat(entries).hasSizeGreaterThan(150).extracting(Reference.Entry::name).doesNotHaveDuplicates();
    assertThat(Chart.install("r", List.of(Chart.FOLDER.resolve("values.yaml")), Map.of()).documents())
        .isEqualTo(Chart.install("r", List.of(), Map.of()).documents());
  }
}
