package dev.missionmesh.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WafConfigurationTest {
  private static final Project PROJECT = new Project(Path.of("../..").toAbsolutePath().normalize());
  private static final Path TEMPLATES = PROJECT.root().resolve("deploy/helm/missionmesh/files/waf");
  private static final Path PAGE = PROJECT.root().resolve("docs/reference/waf.md");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(WAF_[A-Z_]+)}");

  @TempDir Path folder;

  @Test
  void nothingIsLeftToFillIn() throws IOException {
    WafConfiguration configuration = configuration(WafMode.BLOCK, 20001);
    configuration.write();

    try (Stream<Path> files = Files.list(configuration.folder())) {
      for (Path file : files.toList()) {
        assertThat(Files.readString(file)).as(file.toString()).doesNotContain("${WAF_");
      }
    }
    assertThat(written(configuration, "modsecurity.conf")).contains("SecRuleEngine On\n");
    assertThat(written(configuration, "nginx.conf")).contains("server 127.0.0.1:20001 max_fails=0;");
    assertThat(written(configuration, "door-plain.conf")).contains("listen 127.0.0.1:20002;");
  }

  @Test
  void anotherModeOrGatewayIsNotWhatIsWritten() throws IOException {
    configuration(WafMode.BLOCK, 20001).write();

    assertThat(configuration(WafMode.BLOCK, 20001).isWritten()).isTrue();
    assertThat(configuration(WafMode.DETECT, 20001).isWritten()).isFalse();
    assertThat(configuration(WafMode.BLOCK, 20009).isWritten()).isFalse();
  }

  @Test
  void everyVariableOfTheFilesIsExplainedAndNoOther() throws IOException {
    var used = new TreeSet<String>();
    try (Stream<Path> files = Files.list(TEMPLATES)) {
      for (Path file : files.toList()) {
        VARIABLE.matcher(Files.readString(file)).results().map(found -> found.group(1)).forEach(used::add);
      }
    }
    var explained =
        Pattern.compile("^\\| `(WAF_[A-Z_]+)` \\|", Pattern.MULTILINE)
            .matcher(Files.readString(PAGE))
            .results()
            .map((MatchResult found) -> found.group(1))
            .toList();

    assertThat(explained).containsExactlyInAnyOrderElementsOf(used);
  }

  private WafConfiguration configuration(WafMode mode, int gateway) {
    Map<String, Integer> ports = Map.of("gateway", gateway, WafPart.NAME, 20002, WafPart.READY, 20003);
    var programs = new WafPrograms(folder, folder, folder, folder, folder, folder, "");
    return new WafConfiguration(
        new DataFolder(folder), PROJECT, new MeshState(new Layout(Profile.STANDARD, mode, 1), ports), programs);
  }

  private static String written(WafConfiguration configuration, String file) throws IOException {
    return Files.readString(configuration.folder().resolve(file));
  }
}
