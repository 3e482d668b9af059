package dev.missionmesh.searchindexer.domain;

/** How documents are named: {@code tenant/mission} or {@code tenant/mission/attempt/chunk}, numbers padded so that text order is number order. */
public final class DocumentKey {
  public static String ofMission(String tenant, String missionId) {
    return tenant + '/' + missionId;
  }

  public static String ofChunk(String tenant, String missionId, int attempt, int chunk) {
    StringBuilder key = new StringBuilder(tenant.length() + missionId.length() + 18);
    key.append(tenant).append('/').append(missionId).append('/');
    pad(key, attempt, 5);
    key.append('/');
    pad(key, chunk, 10);
    return key.toString();
  }

  /** The key without its tenant: what a tenant sees. */
  public static String withoutTenant(String key) {
    return key.substring(key.indexOf('/') + 1);
  }

  private static void pad(StringBuilder key, int number, int width) {
    String digits = Integer.toString(number);
    key.repeat('0', Math.max(0, width - digits.length())).append(digits);
  }

  private DocumentKey() {}
}
