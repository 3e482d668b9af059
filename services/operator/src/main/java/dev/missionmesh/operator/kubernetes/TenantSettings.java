package dev.missionmesh.operator.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.missionmesh.operator.application.Tenants;
import dev.missionmesh.operator.application.Tenants.Found;
import dev.missionmesh.operator.resource.TenantSpec;
import dev.missionmesh.operator.resource.TenantStatus.AppliedSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Applies a tenant's settings when they are others than applied last, or the tenant has changed
 * since: whatever somebody else has set is replaced. The mesh spells settings its own way, so they
 * are not compared but remembered.
 */
final class TenantSettings {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Tenants tenants;

  TenantSettings(Tenants tenants) {
    this.tenants = tenants;
  }

  /** What is applied now; null if the settings are left to others. */
  AppliedSettings keep(String id, TenantSpec spec, Found found, AppliedSettings applied) {
    if (spec.settings() == null) return null;
    JsonNode wanted = JSON.valueToTree(spec.settings());
    String digest = digest(wanted.toString());
    if (applied != null
        && digest.equals(applied.digest())
        && found.entityTag() != null
        && found.entityTag().equals(applied.entityTag())) {
      return applied;
    }
    return new AppliedSettings(digest, tenants.configure(id, found.entityTag(), wanted));
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
