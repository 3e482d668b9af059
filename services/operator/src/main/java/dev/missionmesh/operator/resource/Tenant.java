package dev.missionmesh.operator.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A tenant of the mesh, named like the resource, and the namespaces that act for it. */
@Group(Api.GROUP)
@Version(Api.VERSION)
@ShortNames("mtn")
@Categories(Api.CATEGORY)
@ValidationRule(
    value = "self.metadata.name.matches('^[a-z][a-z0-9-]{0,38}[a-z0-9]$')",
    message = "the name is the tenant's id: 2 to 40 lower-case letters, digits and hyphens")
@ValidationRule(
    value = "self.metadata.name != 'system'",
    message = "the tenant system belongs to the mesh itself")
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
public class Tenant extends CustomResource<TenantSpec, TenantStatus> {
  @Override
  protected TenantSpec initSpec() {
    return null;
  }

  @Override
  protected TenantStatus initStatus() {
    return null;
  }
}
