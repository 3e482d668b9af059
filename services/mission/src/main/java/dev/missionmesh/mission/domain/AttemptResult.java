package dev.missionmesh.mission.domain;

/**
 * What an attempt left behind, as its node told it.
 *
 * @param exitCode null when the process did not exit by itself
 * @param stdoutBase64 standard base64
 * @param stderrBase64 standard base64
 * @param truncated true when more was printed than is kept
 */
public record AttemptResult(
    Integer exitCode, String stdoutBase64, String stderrBase64, boolean truncated) {

  /** The RFC 8785 bytes of this object: what is hashed, authenticated and stored. */
  public byte[] canonical() {
    CanonicalJson json = new CanonicalJson(96 + stdoutBase64.length() + stderrBase64.length());
    json.raw("{\"exitCode\":").raw(exitCode == null ? "null" : exitCode.toString());
    json.raw(",\"stderrBase64\":").text(stderrBase64);
    json.raw(",\"stdoutBase64\":").text(stdoutBase64);
    return json.raw(truncated ? ",\"truncated\":true}" : ",\"truncated\":false}").bytes();
  }

  /** Lower-case hex SHA-256 of the canonical bytes. */
  public static String sha256(byte[] canonical) {
    return CanonicalJson.sha256(canonical);
  }
}
