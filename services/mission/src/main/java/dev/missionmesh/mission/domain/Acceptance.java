package dev.missionmesh.mission.domain;

import dev.missionmesh.tenancy.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The answer to a submit. It tells nothing that changes later, so that a repetition gets the same
 * bytes.
 */
public record Acceptance(MissionId id, TenantId tenant, Instant acceptedAt, PolicyReceipt receipt) {
  /** UTF-8 JSON. */
  public byte[] json() {
    CanonicalJson json = new CanonicalJson(320);
    json.raw("{\"id\":\"").raw(id.toString());
    json.raw("\",\"tenant\":\"").raw(tenant.value());
    json.raw("\",\"acceptedAt\":\"").raw(acceptedAt.toString());
    json.raw("\",\"receipt\":{\"policySnapshot\":").text(receipt.snapshot());
    json.raw(",\"decision\":").text(receipt.decision());
    json.raw(",\"rule\":").text(receipt.rule()).raw("}}");
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
