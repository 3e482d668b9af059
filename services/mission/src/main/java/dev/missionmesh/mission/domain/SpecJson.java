package dev.missionmesh.mission.domain;

import java.math.BigDecimal;

/**
 * The two JSON texts of a spec: the whole, canonical, to hash; and the part that a node is to see.
 */
public final class SpecJson {
  /**
   * Lower-case hex SHA-256 of the spec's canonical JSON, defaults filled in: equal requests have
   * equal hashes.
   */
  public static String sha256(MissionSpec spec) {
    CanonicalJson json = new CanonicalJson(512);
    json.raw("{\"capabilities\":").texts(spec.capabilities());
    json.raw(",\"command\":").texts(spec.command());
    json.raw(",\"env\":").texts(spec.env());
    json.raw(",\"executor\":").text(spec.executor());
    json.raw(",\"labels\":").texts(spec.labels());
    if (spec.name() != null) json.raw(",\"name\":").text(spec.name());
    json.raw(",\"priority\":").number(spec.priority());
    MissionSpec.Resources resources = spec.resources();
    json.raw(",\"resources\":{\"cpus\":").raw(decimal(resources.cpuMillis()));
    json.raw(",\"diskBytes\":").number(resources.diskBytes());
    json.raw(",\"memoryBytes\":").number(resources.memoryBytes());
    RetryPolicy retries = spec.retries();
    json.raw("},\"retries\":{\"backoff\":").text(retries.backoff().toString());
    json.raw(",\"maxAttempts\":").number(retries.maxAttempts());
    json.raw(",\"maxBackoff\":").text(retries.maxBackoff().toString());
    json.raw("},\"riskTier\":").text(spec.riskTier());
    if (spec.script() != null) script(json.raw(",\"script\":"), spec.script());
    if (spec.stdin() != null) json.raw(",\"stdin\":").text(spec.stdin());
    json.raw(",\"timeout\":").text(spec.timeout().toString());
    json.raw(",\"zone\":").text(spec.zone()).raw("}");
    return CanonicalJson.sha256(json.bytes());
  }

  /** What a node needs to run it: executor, command, script, env, stdin. */
  public static String forNode(MissionSpec spec) {
    CanonicalJson json = new CanonicalJson(256);
    json.raw("{");
    if (!spec.command().isEmpty()) json.raw("\"command\":").texts(spec.command()).raw(",");
    if (!spec.env().isEmpty()) json.raw("\"env\":").texts(spec.env()).raw(",");
    json.raw("\"executor\":").text(spec.executor());
    if (spec.script() != null) script(json.raw(",\"script\":"), spec.script());
    if (spec.stdin() != null) json.raw(",\"stdin\":").text(spec.stdin());
    return json.raw("}").toString();
  }

  /** A map of texts as JSON. */
  public static String ofMap(java.util.Map<String, String> map) {
    return map.isEmpty() ? "{}" : new CanonicalJson(64).texts(map).toString();
  }

  private static void script(CanonicalJson json, MissionSpec.Script script) {
    json.raw("{\"interpreter\":").text(script.interpreter());
    json.raw(",\"source\":").text(script.source()).raw("}");
  }

  private static String decimal(int millis) {
    return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString();
  }

  private SpecJson() {}
}
