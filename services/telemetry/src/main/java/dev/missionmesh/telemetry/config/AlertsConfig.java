package dev.missionmesh.telemetry.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What the watcher of the audit log finds alarming, and whom it tells. Every number and duration is positive. */
@ConfigMapping(prefix = "mesh.alerts")
public interface AlertsConfig {
  /** Requests that were refused for want of a credential that holds. */
  Authentication authentication();

  /** Nodes that do what they must not. */
  Nodes nodes();

  /** Silence after which an alert is over; the next burst is a new one. */
  @WithDefault("PT15M")
  Duration coolDown();

  /** Open alerts of a rule and tenant; what comes beyond them is one more alert, about several. */
  @WithDefault("100")
  int mostOpen();

  /** Where alerts are sent, beside the file in the service's state directory. */
  Webhook webhook();

  /** Bursts of refused requests. */
  interface Authentication {
    /** So many within the window, from one address, with one key or of one tenant. Fewer means more false alarms. */
    @WithDefault("30")
    long failures();

    /** So many from one loopback or private address, where forgotten scripts live. At least {@link #failures()}. */
    @WithDefault("150")
    long localFailures();

    @WithDefault("PT60S")
    Duration window();
  }

  /** Completions that were refused, by node. */
  interface Nodes {
    /** Completions of what was never leased to the node. */
    @WithDefault("3")
    long foreignLeases();

    /** Completions of leases that the node has lost; a node that was cut off sends as many as it had slots. */
    @WithDefault("50")
    long staleLeases();

    /** Results that do not fit their hash or seal. */
    @WithDefault("3")
    long resultMismatches();

    /** Registrations with another build or other capabilities than before. */
    @WithDefault("1")
    long drifts();

    @WithDefault("PT5M")
    Duration window();
  }

  /** An address of the operator's; it may be a private one. */
  interface Webhook {
    /** {@code http} or {@code https}; absent: none. */
    Optional<URI> url();

    /** File with the signing secret, {@code whsec_…} (Standard Webhooks); read anew for each message. */
    Optional<Path> secretFile();
  }
}
