package dev.missionmesh.gateway.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How webhooks are delivered. */
@ConfigMapping(prefix = "mesh.gateway.webhooks")
public interface WebhookConfig {
  /**
   * File of lines {@code id=base64 of 32 bytes}: the keys with which the secrets of webhooks are
   * kept. The first seals, all of them open; put a new one first, and take an old one away a day
   * later. Without it no webhooks can be made.
   */
  Optional<Path> keyFile();

  /** Whether URLs may be http instead of https; for use on one machine. */
  @WithDefault("false")
  boolean allowHttp();

  /**
   * Networks (CIDR) to which messages may go although they are not public, such as {@code
   * 10.20.0.0/16}. What listens there can be reached by every tenant.
   */
  Optional<List<String>> allowPrivate();

  /** Ports that URLs may name, and ranges of them ({@code 8000-8999}). */
  @WithDefault("443")
  List<String> ports();

  /** PEM file of authorities to trust for https instead of the JDK's. */
  Optional<Path> trustCertificates();

  /** How long one attempt may take. Positive, at most a minute. */
  @WithDefault("PT15S")
  Duration attemptTime();

  /** Pauses before the second, third … attempt, each a fifth shorter or longer by chance. Positive. */
  @WithDefault("PT5S,PT5M,PT30M,PT2H,PT5H,PT10H,PT14H,PT20H,PT24H")
  List<Duration> schedule();

  /** After so long without one success a webhook is disabled. Positive. */
  @WithDefault("P5D")
  Duration failingFor();

  /**
   * How long messages and the log of their deliveries are kept. Longer than the 7 days for which
   * the broker may hand a fact out again.
   */
  @WithDefault("P30D")
  Duration retention();

  /** Webhooks of a tenant that has no quota of its own. Zero or more. */
  @WithDefault("20")
  int most();

  /** Attempts under way at once, of one replica. At least {@link #perTenant()}. */
  @WithDefault("64")
  int atOnce();

  /** Of these, for one tenant. At least {@link #perWebhook()}. */
  @WithDefault("16")
  int perTenant();

  /** Of these, to one webhook. Positive. */
  @WithDefault("4")
  int perWebhook();

  /** How often what is due is looked for, besides when it is known. Positive. */
  @WithDefault("PT1S")
  Duration poll();
}
