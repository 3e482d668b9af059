package dev.missionmesh.gateway.api;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The shape of {@link dev.missionmesh.gateway.domain.TenantSettings} in the API document, with the
 * bounds that are kept for it. Nothing is read into it; a test holds its members against the
 * settings'.
 */
@Schema(
    name = "TenantSettings",
    description = "What is absent, null or empty leaves the mesh's own value in force.")
record SettingsShape(
    @Schema(nullable = true) Limits limits,
    @Schema(nullable = true) Quotas quotas,
    @Schema(nullable = true) Addresses addresses,
    @Schema(nullable = true) Cors cors,
    @Schema(nullable = true) Branding branding) {
  /** How many requests are let in. */
  @Schema(name = "TenantLimits", description = "Requests let in a minute.")
  record Limits(
      @Schema(
              nullable = true,
              minimum = "1",
              maximum = "10000000",
              description = "Of all keys of the tenant together.")
          Integer tenantPerMinute,
      @Schema(nullable = true, minimum = "1", maximum = "10000000", description = "Of one key.")
          Integer keyPerMinute,
      @Schema(
              nullable = true,
              maxProperties = 50,
              description =
                  "Of the whole tenant at one path, by its template: `{}` for a part that varies.",
              examples = "{\"/api/v1/missions/{}\": 6000}")
          Map<String, Integer> endpointsPerMinute) {}

  /** How much a tenant may have. */
  @Schema(name = "TenantQuotas")
  record Quotas(
      @Schema(nullable = true, minimum = "1", maximum = "10000") Integer maxKeys,
      @Schema(nullable = true, minimum = "0", maximum = "1000") Integer maxWebhooks,
      @Schema(nullable = true, minimum = "1", maximum = "10000000") Integer maxQueuedMissions) {}

  /** From where the tenant's keys open the door. */
  @Schema(name = "TenantAddresses", description = "CIDR blocks, IPv4 or IPv6.")
  record Addresses(
      @Schema(
              nullable = true,
              maxItems = 200,
              description = "Empty: from everywhere.",
              examples = "[\"192.0.2.0/24\"]")
          List<String> allow,
      @Schema(
              nullable = true,
              maxItems = 200,
              description = "Goes before `allow`.",
              examples = "[\"198.51.100.7/32\"]")
          List<String> deny) {}

  /** Which web pages may call in a browser. */
  @Schema(name = "TenantCors")
  record Cors(
      @Schema(
              nullable = true,
              maxItems = 50,
              uniqueItems = true,
              description = "In addition to those of the whole mesh; exact.",
              examples = "[\"https://portal.example.com\"]")
          List<String> origins) {}

  /** How the mesh looks to the tenant's people. */
  @Schema(name = "TenantBranding")
  record Branding(
      @Schema(nullable = true, minLength = 1, maxLength = 200, pattern = "\\S")
          String displayName,
      @Schema(
              nullable = true,
              pattern = "^#[0-9a-f]{6}$",
              description = "With a contrast to white of at least 4.5 to 1.",
              examples = "#0b5394")
          String accentColour,
      @Schema(
              nullable = true,
              format = "uri",
              pattern = "^https://",
              maxLength = 2000,
              examples = "https://cdn.example.com/logo.svg")
          String logoUrl) {}
}
