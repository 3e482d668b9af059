package dev.missionmesh.gateway.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How the public door behaves. */
@ConfigMapping(prefix = "mesh.gateway")
public interface GatewayConfig {
  /** What a request may weigh. */
  Limits limits();

  /** API keys. */
  Keys keys();

  /** Connections to the services behind the gateway. */
  Upstream upstream();

  /**
   * Proxies, as CIDR blocks, whose word on where a request comes from is taken. Empty: nobody's;
   * the address that connects is the caller's.
   */
  Optional<List<String>> trustedProxies();

  /**
   * The header in which the trusted proxies say it. Only one is read: the other a client could
   * send through them. {@code X_FORWARDED_FOR} (with {@code X-Forwarded-Proto}) or {@code
   * FORWARDED} (RFC 7239).
   */
  @WithDefault("X_FORWARDED_FOR")
  ForwardedBy forwardedBy();

  /** Calls by web pages. */
  Cors cors();

  /** Which web pages may call in a browser. */
  interface Cors {
    /**
     * Origins whose pages may call for every tenant, exactly as browsers send them: {@code
     * https://host[:port]}, or {@code http://} of the browser's own machine. Never a wildcard.
     * Further ones are settings of a tenant.
     */
    Optional<List<String>> origins();
  }

  /** How proxies name the hops behind them. */
  enum ForwardedBy {
    X_FORWARDED_FOR,
    FORWARDED
  }

  /** What is told of refused requests. */
  Failures failures();

  /** Limits on what clients send. Every one is positive. */
  interface Limits {
    /** Longest body of one mission, in bytes; a longer one is answered 413. */
    @WithDefault("1M")
    MemorySize mission();

    /** Longest body of a batch of missions, in bytes. */
    @WithDefault("8M")
    MemorySize missionBatch();

    /** Longest policy snapshot, in bytes. */
    @WithDefault("256K")
    MemorySize policy();

    /** Longest body of everything else, in bytes. */
    @WithDefault("64K")
    MemorySize other();

    /**
     * Longest request target, in characters; a longer one is answered 414. Above 128 KiB without
     * a problem document.
     */
    @WithDefault("8192")
    int target();

    /**
     * Names and values of all header fields together, in characters; more is answered 431. Above 64
     * KiB without a document.
     */
    @WithDefault("32768")
    int headers();

    /** Number of header fields; more is answered 431. */
    @WithDefault("100")
    int headerCount();

    /**
     * How long a body may take to arrive; a slower one is answered 408. Bounds what a slow client
     * can hold.
     */
    @WithDefault("PT30S")
    Duration bodyTime();
  }

  /** Cache and life of API keys. */
  interface Keys {
    /**
     * How long a key read from the database is believed. Positive, at most 2 s: a revoked key opens
     * the door for so long.
     */
    @WithDefault("PT2S")
    Duration believed();

    /**
     * Number of keys, known or refused, held in memory. Positive; more means fewer database reads
     * under attack.
     */
    @WithDefault("10000")
    int cached();

    /**
     * How many keys may be looked up at once before further unknown ones are answered 503.
     * Positive.
     */
    @WithDefault("256")
    int lookups();

    /** Life of a key for which no other is asked. Positive. */
    @WithDefault("P365D")
    Duration life();

    /**
     * How often times of last use are written. Positive; longer means fewer writes and staler
     * times.
     */
    @WithDefault("PT30S")
    Duration usageEvery();

    /**
     * How often the keys of open streams are looked at again. With {@link #believed()}, bounds how
     * long a revoked one is served.
     */
    @WithDefault("PT1S")
    Duration streamCheck();
  }

  /** Pools and patience towards one service. */
  interface Upstream {
    /**
     * Connections kept to each service for ordinary requests. Positive; more means more requests in
     * flight at once.
     */
    @WithDefault("32")
    int connections();

    /**
     * Requests that may wait for such a connection before further ones are answered 503. Zero or
     * more.
     */
    @WithDefault("1024")
    int waiting();

    /** Streams (live events, exports) open to each service at once. Positive. */
    @WithDefault("1024")
    int streams();

    /** How long making a connection may take before the service counts as unreachable. Positive. */
    @WithDefault("PT1S")
    Duration connectTime();

    /**
     * How long a service may be silent in an ordinary exchange before it is answered 502; streams
     * have no such limit. Positive.
     */
    @WithDefault("PT30S")
    Duration silence();
  }

  /** Facts about requests that were refused for want of a key that holds. */
  interface Failures {
    /**
     * How often sums of them are told. Positive; shorter means that a burst is seen sooner, and
     * that more facts are written while it lasts.
     */
    @WithDefault("PT10S")
    Duration every();

    /**
     * How many groups (address and reason, or key and reason) are told apart in that time; what
     * comes beyond them is one more for each reason. Positive: the bound on what an attacker can
     * write into the audit log.
     */
    @WithDefault("32")
    int groups();
  }
}
