package dev.missionmesh.endtoend.matrix;

import static dev.missionmesh.endtoend.matrix.Fixture.on;
import static dev.missionmesh.endtoend.matrix.Fixture.own;
import static dev.missionmesh.endtoend.matrix.Fixture.system;

import java.util.HashMap;
import java.util.Map;

/** How each operation is called, by its id. A new operation needs a line here. */
final class Fixtures {
  private static final String NOOP = "{\"executor\":\"noop\"}";

  static Map<String, Fixture> of(Victim victim) {
    Map<String, Fixture> all = new HashMap<>();
    missions(all, victim);
    administration(all, victim);
    webhooks(all, victim);
    keepers(all, victim);
    return all;
  }

  private static void missions(Map<String, Fixture> all, Victim victim) {
    all.put("listMissions", own().asking("limit=200"));
    all.put("submitMission", own().answered(202).sending(NOOP).with("Idempotency-Key", Victim.IDEMPOTENCY_KEY));
    all.put("submitMissions", own().sending("{\"missions\":[" + NOOP + "]}"));
    for (String id : new String[] {"getMission", "getMissionLogs", "getMissionResult", "explainMission", "watchMission"}) {
      all.put(id, on("id", victim.finished()));
    }
    all.put("cancelMission", on("id", victim.running()));
    all.put("listDeadLetters", own());
    all.put("getDeadLetter", on("missionId", victim.deadLetters().get(0)));
    all.put("replayDeadLetter", on("missionId", victim.deadLetters().get(0)));
    all.put("discardDeadLetter", on("missionId", victim.deadLetters().get(1)));
    all.put("listNodes", own());
    all.put("search", own().asking("q=" + Victim.WORD));
    all.put("listSearchDocuments", own().asking("limit=200"));
    all.put("getAuditCheckpoint", own());
    all.put("getAuditKey", own());
    all.put("exportAudit", own());
    all.put("listAlerts", own());
    all.put("eraseSubject", own().answered(202).sending("{\"subject\":\"" + Victim.WORD + "\"}"));
    all.put("getErasure", on("id", victim.erasure()));
    all.put("findAuditOfMission", on("id", victim.finished()).answered(200));
  }

  private static void administration(Map<String, Fixture> all, Victim victim) {
    String grant = "{\"name\":\"x\",\"scopes\":[\"missions:read\"],\"tenant\":\"" + Victim.ID + "\"}";
    all.put("listKeys", own().answered(403).asking("tenant=" + Victim.ID));
    all.put("createKey", own().answered(403).sending(grant));
    all.put("rotateKey", on("id", victim.keys().get(0)).sending("{}"));
    all.put("revokeKey", on("id", victim.keys().get(1)));
    all.put("getCapabilities", own());
    all.put("getApiDocument", own());
    all.put("getOwnTenant", own());
    all.put("listPolicies", own());
    all.put("getPolicy", on("digest", victim.policy()).answered(200));
  }

  private static void webhooks(Map<String, Fixture> all, Victim victim) {
    String hook = victim.webhooks().get(0);
    all.put("listWebhooks", own());
    all.put("createWebhook", own().answered(201).sending(Victim.WEBHOOK));
    all.put("getWebhook", on("id", hook));
    all.put("changeWebhook", on("id", hook).sending("{\"description\":\"x\"}").with("If-Match", "*"));
    all.put("enableWebhook", on("id", hook));
    all.put("rotateWebhookSecret", on("id", hook).sending("{}"));
    all.put("testWebhook", on("id", hook));
    all.put("listWebhookDeliveries", on("id", hook));
    all.put("replayWebhookDelivery", on("id", hook, "messageId", victim.message()));
    all.put("deleteWebhook", on("id", victim.webhooks().get(1)));
  }

  private static void keepers(Map<String, Fixture> all, Victim victim) {
    all.put("publishPolicy", system().sending("application/yaml", victim.policyText()));
    all.put("activatePolicy", system("digest", victim.policy()));
    all.put("getSearchRebuild", system());
    all.put("rebuildSearchIndex", system());
    all.put(
        "recordSecretRotations",
        system().sending("{\"secrets\":[{\"name\":\"signing/matrix\",\"now\":\"matrix-1\",\"oldUntil\":\"2030-01-01T00:00:00Z\"}]}"));
    all.put("listTenants", system());
    all.put("createTenant", system().sending("{\"id\":\"matrix-new\"}"));
    all.put("getTenant", system("id", Victim.ID));
    all.put("getTenantSettings", system("id", Victim.ID));
    all.put("replaceTenantSettings", system("id", Victim.ID).sparing("id", Victim.SPARE).sending("{}").with("If-Match", "*"));
    all.put("suspendTenant", system("id", Victim.ID).sparing("id", Victim.SPARE));
    all.put("resumeTenant", system("id", Victim.ID).sparing("id", Victim.SPARE));
    all.put("exportTenantMissions", system("id", Victim.ID));
    all.put("recordTenantExport", system("id", Victim.ID).sparing("id", Victim.SPARE).sending("{\"sha256\":\"" + "cd".repeat(32) + "\"}"));
    all.put("deleteTenant", system("id", Victim.ID).sparing("id", Victim.LEAVING));
    all.put("getTenantDeletion", system("id", Victim.ID).sparing("id", Victim.LEAVING));
  }

  private Fixtures() {}
}
