package dev.missionmesh.operator.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** The policy of the whole mesh. Of several, the oldest is in force and the others say so. */
@Group(Api.GROUP)
@Version(Api.VERSION)
@ShortNames("mps")
@Categories(Api.CATEGORY)
@ValidationRule(
    value = "self.metadata.name.matches('^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$')",
    message = "the name is the snapshot's: at most 63 lower-case letters, digits and hyphens")
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type=='Ready')].status",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Reason",
    jsonPath = ".status.conditions[?(@.type=='Ready')].reason",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class PolicySet extends CustomResource<PolicySetSpec, PolicySetStatus> {
  @Override
  protected PolicySetSpec initSpec() {
    return null;
  }

  @Override
  protected PolicySetStatus initStatus() {
    return null;
  }
}
