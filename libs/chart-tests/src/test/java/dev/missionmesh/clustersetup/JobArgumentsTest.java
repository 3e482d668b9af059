package dev.missionmesh.clustersetup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.chart.RenderedServices;
import dev.missionmesh.cli.local.MeshSecrets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the chart's Jobs are told is understood, and what they make is what Pods mount. */
class JobArgumentsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"standard", "production", "trial", "ingress", "changed", "external-changed"})
  void everyJobUnderstandsItsArguments(String values) {
    assertThat(RenderedServices.setupContainers(values))
        .hasSizeGreaterThan(1)
        .allSatisfy(
            container -> {
              String[] arguments = texts(container.path("args")).toArray(String[]::new);
              var parsed = new CommandLine(new Setup()).parseArgs(arguments);
              assertThat(parsed.subcommand().commandSpec().name()).isEqualTo(arguments[0]);
            });
  }

  @Test
  void theJobIsToldTheNameOfEverySecretThatItMakes() {
    String[] arguments =
        RenderedServices.setupContainers("changed")
            .map(c -> texts(c.path("args")).toArray(String[]::new))
            .filter(a -> a[0].equals("secrets"))
            .findFirst()
            .orElseThrow();
    var command = (SecretsCommand) new CommandLine(new Setup()).parseArgs(arguments).subcommand().commandSpec().userObject();

    assertThat(SecretLayout.KINDS).allSatisfy(kind -> assertThat(command.names.of(kind)).startsWith("s-changed-"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway", "mission", "policy", "sandbox-runtime", "telemetry", "search-indexer"})
  void everyFileThatAServiceIsPointedToIsInTheSecretThatIsMountedThere(String service) throws Exception {
    var layout = new SecretLayout(folder);
    MeshSecrets.ensure(folder);
    Map<String, String> made = new TreeMap<>();
    for (String key : layout.give(service).keySet()) made.put("/etc/missionmesh/secrets/" + key, key);
    for (String key : layout.give("trust").keySet()) made.put("/etc/missionmesh/trust/" + key, key);

    assertThat(RenderedServices.environment("standard", service).values().stream().filter(v -> v.matches("/etc/missionmesh/(secrets|trust)/.+")))
        .isNotEmpty()
        .allMatch(made::containsKey);
    assertThat(made).containsKey("/etc/missionmesh/trust/" + service + ".jwks.json");
  }

  private static Stream<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText);
  }
}
