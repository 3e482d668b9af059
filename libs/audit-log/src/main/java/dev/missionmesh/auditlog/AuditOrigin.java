package dev.missionmesh.auditlog;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Identity of a tenant's log, and the name of the key that signs it. A restore from a backup that lost entries starts a new epoch:
 * another log, which must be pinned anew.
 *
 * @param tenant slug of the tenant, or {@code system}
 * @param epoch from 1
 */
public record AuditOrigin(String tenant, int epoch) {
  private static final String PREFIX = "missionmesh.dev/audit/";
  private static final Pattern FORM =
      Pattern.compile(Pattern.quote(PREFIX) + "([a-z][a-z0-9-]{0,38}[a-z0-9])/([1-9][0-9]{0,8})");

  public AuditOrigin {
    if (epoch < 1) {
      throw new IllegalArgumentException("epoch must be >= 1, was " + epoch);
    }
  }

  /**
   * @throws InvalidNote if the text is no origin of an audit log
   */
  public static AuditOrigin parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new InvalidNote("not the origin of an audit log of the mesh");
    }
    return new AuditOrigin(matcher.group(1), Integer.parseInt(matcher.group(2)));
  }

  @Override
  public String toString() {
    return PREFIX + tenant + "/" + epoch;
  }
}
