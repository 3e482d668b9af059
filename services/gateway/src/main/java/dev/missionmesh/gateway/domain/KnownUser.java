package dev.missionmesh.gateway.domain;

import dev.missionmesh.tenancy.TenantId;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A person or program whose token holds.
 *
 * @param name the issuer's name for him (claim {@code sub}), 1 to 255 visible ASCII characters
 * @param scopes what his roles and the token's own scope both allow
 * @param expiresAt when the token ends
 */
public record KnownUser(TenantId tenant, String name, Set<String> scopes, Instant expiresAt)
    implements Caller {
  private static final Pattern NAME = Pattern.compile("[!-~]{1,255}");

  public KnownUser {
    if (!isName(name)) {
      throw new IllegalArgumentException("must be 1 to 255 visible characters");
    }
    scopes = Set.copyOf(scopes);
  }

  /** True for what can be carried in an internal token and shown in the audit log as it is. */
  public static boolean isName(String name) {
    return name != null && NAME.matcher(name).matches();
  }

  /** True once the token has ended. */
  public boolean lapsed(Instant now) {
    return !now.isBefore(expiresAt);
  }

  @Override
  public String subject() {
    return "user:" + name;
  }

  @Override
  public String credential() {
    return subject() + "@" + expiresAt.toEpochMilli();
  }
}
