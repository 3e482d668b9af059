package dev.missionmesh.policyengine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;

/**
 * The policies in a text of one or more YAML documents: snapshots, and PolicySets of {@code
 * missionmesh.dev/v1alpha1}, as files of a repository hold them or {@code kustomize build} prints
 * them. Documents of other kinds are passed over.
 */
public final class PolicyDocuments {
  private static final String POLICY_SET = "missionmesh.dev/v1alpha1/PolicySet";

  /**
   * What came of a policy.
   *
   * @param name of the policy, or {@code ?}
   * @param rules number of its rules; 0 if it is wrong
   * @param errors all that is wrong, each with a JSON pointer into the document; empty if the mesh
   *     would take it
   */
  public record Checked(String name, int rules, List<String> errors) {
    /** Whether the mesh would put it in force. */
    public boolean good() {
      return errors.isEmpty();
    }
  }

  /** Checks every policy in the text; what is no YAML is one that is wrong. */
  public static List<Checked> check(String text) {
    List<Checked> checked = new ArrayList<>();
    try {
      for (Object document : yaml().loadAll(text)) {
        if (!(document instanceof Map<?, ?> map)) continue;
        Object kind = map.get("kind");
        if (POLICY_SET.equals(map.get("apiVersion") + "/" + kind)) checked.add(set(map));
        else if (kind == null) checked.add(compiled(map, ""));
      }
    } catch (YAMLException e) {
      checked.add(new Checked("?", 0, List.of("no YAML: " + Objects.requireNonNullElse(e.getMessage(), "").lines().findFirst().orElse(""))));
    }
    return checked;
  }

  /** The members of the spec are those of a snapshot, whose name is the resource's. */
  private static Checked set(Map<?, ?> resource) {
    Map<Object, Object> snapshot = new LinkedHashMap<>();
    snapshot.put("apiVersion", Snapshot.API_VERSION);
    if (resource.get("metadata") instanceof Map<?, ?> metadata) snapshot.put("name", metadata.get("name"));
    if (resource.get("spec") instanceof Map<?, ?> spec) {
      spec.forEach(
          (member, value) -> {
            if (!member.equals("name") && !member.equals("apiVersion")) snapshot.put(member, value);
          });
    }
    return compiled(snapshot, "/spec");
  }

  private static Checked compiled(Map<?, ?> snapshot, String place) {
    String name = String.valueOf(snapshot.get("name"));
    try {
      CompiledSnapshot compiled = Snapshot.compile(yaml().dump(snapshot));
      return new Checked(name, compiled.snapshot().rules().size(), List.of());
    } catch (InvalidSnapshot e) {
      return new Checked(
          name, 0, e.errors().stream().map(error -> place + error.pointer() + " " + error.message()).toList());
    }
  }

  private static Yaml yaml() {
    LoaderOptions in = new LoaderOptions();
    in.setAllowDuplicateKeys(false);
    DumperOptions out = new DumperOptions();
    out.setDefaultFlowStyle(FlowStyle.BLOCK);
    out.setDereferenceAliases(true);
    return new Yaml(new SafeConstructor(in), new Representer(out), out, in);
  }

  private PolicyDocuments() {}
}
