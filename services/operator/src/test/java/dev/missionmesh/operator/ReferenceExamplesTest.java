package dev.missionmesh.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.missionmesh.operator.domain.ConditionType;
import dev.missionmesh.operator.kubernetes.SnapshotTexts;
import dev.missionmesh.operator.resource.PolicySet;
import dev.missionmesh.operator.support.Admission;
import dev.missionmesh.policyengine.Snapshot;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page for users: its examples are taken, and it names every condition. */
class ReferenceExamplesTest {
  private static final Path PAGE = Path.of("../../docs/reference/operator.md");
  private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  @Test
  void everyExampleOnThePageIsTaken() throws Exception {
    Set<String> kinds = new HashSet<>();
    Matcher blocks = BLOCK.matcher(Files.readString(PAGE));
    while (blocks.find()) {
      for (String text : blocks.group(1).split("(?m)^---\n")) {
        JsonNode resource = new YAMLMapper().readTree(text);
        String kind = resource.path("kind").asText();
        assertThat(resource.path("apiVersion").asText()).isEqualTo("missionmesh.dev/v1alpha1");
        Admission admission =
            new Admission(
                CustomResourceDefinitions.committed(kind.toLowerCase(Locale.ROOT) + "s.yaml"));
        assertThat(admission.refusals(resource, null)).as(text).isEmpty();
        if (kind.equals("PolicySet")) {
          PolicySet set = Serialization.unmarshal(text, PolicySet.class);
          assertThat(Snapshot.compile(SnapshotTexts.of(set)).digest()).startsWith("sha256:");
        }
        kinds.add(kind);
      }
    }
    assertThat(kinds).containsExactlyInAnyOrder("Mission", "Tenant", "PolicySet");
  }

  @Test
  void everyConditionIsOnThePage() throws IOException {
    String page = Files.readString(PAGE);
    for (ConditionType type : ConditionType.values()) {
      assertThat(page).contains("`" + type.word() + "`");
    }
  }
}
