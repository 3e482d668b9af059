package dev.missionmesh.supplychain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a GitHub workflow of this project must be. The rules are those of the <a
 * href="https://docs.github.com/en/actions/reference/security/secure-use">secure use reference</a> that can be read off the file.
 */
final class WorkflowRules {
  private static final YAMLMapper MAPPER = new YAMLMapper();
  private static final int MOST_MINUTES = 60;

  /** An action of others: repository, path, the whole hash of a commit, and which version that is. */
  private static final Pattern PINNED = Pattern.compile("[\\w.-]+/[\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+");

  private static final Pattern USES = Pattern.compile("(?m)^[ \\-]*uses:\\s*(.*?)\\s*$");

  /** Both run with the rights of the target on what a stranger has sent. */
  private static final Set<String> FORBIDDEN_TRIGGERS = Set.of("pull_request_target", "workflow_run");

  private final List<String> faults = new ArrayList<>();
  private final JsonNode workflow;

  private WorkflowRules(String text) {
    try {
      workflow = MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException("not YAML", e);
    }
  }

  /** What is wrong with a workflow, one sentence each; empty for nothing. */
  static List<String> faults(String text) {
    WorkflowRules rules = new WorkflowRules(text);
    rules.checkPins(text);
    rules.checkWhole();
    rules.workflow.path("jobs").properties().forEach(rules::checkJob);
    return List.copyOf(rules.faults);
  }

  private void checkPins(String text) {
    USES.matcher(text).results().map(use -> use.group(1)).filter(use -> !use.startsWith("./")).forEach(
        use -> require(PINNED.matcher(use).matches(), use + " is not pinned by a commit with its version behind it"));
  }

  private void checkWhole() {
    for (String trigger : FORBIDDEN_TRIGGERS) {
      require(!names(workflow.path("on")).contains(trigger), "it is started by " + trigger);
    }
    require(workflow.path("permissions").isObject() && workflow.path("permissions").isEmpty(), "it gives rights to all jobs");
    require(workflow.path("concurrency").has("group"), "it does not say what may run at once");
    require(!workflow.path("jobs").isEmpty(), "it has no jobs");
  }

  private void checkJob(Map.Entry<String, JsonNode> entry) {
    String name = entry.getKey();
    JsonNode job = entry.getValue();
    int minutes = job.path("timeout-minutes").asInt();
    require(minutes > 0 && minutes <= MOST_MINUTES, name + " may run longer than " + MOST_MINUTES + " minutes");
    require(job.path("permissions").isObject(), name + " does not say which rights it needs");
    require(!job.path("runs-on").asText().endsWith("-latest"), name + " runs on whatever is the latest");
    boolean writes = job.path("permissions").properties().stream().anyMatch(right -> right.getValue().asText().equals("write"));
    require(!writes || !names(workflow.path("on")).contains("pull_request"), name + " may write for a pull request");
    for (JsonNode step : job.path("steps")) checkStep(name, step);
  }

  private void checkStep(String job, JsonNode step) {
    require(!step.path("run").asText().contains("${{"), job + " puts an expression into a script: give it as an environment variable");
    if (step.path("uses").asText().startsWith("actions/checkout@")) {
      require(step.at("/with/persist-credentials").asText().equals("false"), job + " leaves its token in the checkout");
    }
  }

  /** Names of triggers, which may be written as one word, a list or a map. */
  private static Set<String> names(JsonNode triggers) {
    Set<String> names = new HashSet<>();
    if (triggers.isTextual()) names.add(triggers.asText());
    if (triggers.isArray()) triggers.forEach(trigger -> names.add(trigger.asText()));
    triggers.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private void require(boolean holds, String fault) {
    if (!holds) faults.add(fault);
  }
}
