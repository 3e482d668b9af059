package dev.missionmesh.endtoend.fuzz;

import java.math.BigDecimal;
import java.util.Random;

/** Values at which programs stumble. */
final class Oddities {
  private static final String[] TEXTS = {
    "", " ", "\0", "a\0b", "\uFFFF", "\uD800", "\u202Egnp.exe", "null", "true", "0", "-1", "[]", "{}", "'", "\"", "' OR '1'='1", "'; drop table missions; --",
    "${jndi:ldap://x}", "#{7*7}", "{{7*7}}", "%00", "%s%s%n", "../../etc/passwd", "\r\nX-Evil: 1", "<script>", "𝕌𝕟𝕚 🚀👩‍👩‍👧", "é", "e\u0301", "ﬃ", "İ", "ß",
    "PT-1S", "P1Y", "PT", "PT1E9S", "PT9999999999999999999S", "-PT1S", "PT0S", "PT1H1S", "P99999999999D", "system", "fuzzed", "a".repeat(201), "a".repeat(257),
    "a".repeat(1001), "x".repeat(40_000), "a=b", "=", "a=", "AND OR NOT", "\"unclosed", "(((", "*", "a*", "?", "~", "a~", "[a TO b]", "+-", "a:b", "/re(gex/", "\\",
    "missions:read", "node:work", "tenants:admin", "sha256:" + "0".repeat(64), "00000000-0000-0000-0000-000000000000", "255.255.255.0/33", "::/0", "http://127.0.0.1/",
    "https://[::1]/", "1e309", "9223372036854775808", "NaN"
  };
  private static final String[] NUMBERS = {
    "0", "-1", "1", "0.5", "-0.0", "101", "201", "1001", "2147483647", "2147483648", "-2147483649", "9007199254740993", "9223372036854775807", "9223372036854775808",
    "-9223372036854775809", "1e19", "1e308", "1e400", "1e-400", "99999999999999999999999999999999999999999", "0.1e1", "1E2"
  };

  static String text(Random random) {
    return pick(random, TEXTS);
  }

  static BigDecimal number(Random random) {
    return new BigDecimal(pick(random, NUMBERS));
  }

  static String numberText(Random random) {
    return pick(random, NUMBERS);
  }

  @SafeVarargs
  static <T> T pick(Random random, T... of) {
    return of[random.nextInt(of.length)];
  }

  private Oddities() {}
}
