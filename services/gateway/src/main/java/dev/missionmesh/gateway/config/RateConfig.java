package dev.missionmesh.gateway.config;

import dev.missionmesh.gateway.domain.Limit;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How often requests may come. A limit is written {@code 100 per PT1S burst 20}: at most 20 at once
 * after a pause, and 100 in a second in the long run.
 */
@ConfigMapping(prefix = "mesh.gateway")
public interface RateConfig {
  /** The limits themselves. */
  Rates rates();

  /** What several gateways have in common. */
  Redis redis();

  /** Limits. Those of tenants are for tenants that have none of their own. */
  interface Rates {
    /**
     * What may come from one address (of IPv6, one /64 network), with or without a key; more is
     * answered 429 before any key is looked up.
     */
    @WithDefault("100 per PT1S burst 20")
    Limit address();

    /** All keys of a tenant together, but those of its administrators. */
    @WithDefault("100 per PT1M burst 20")
    Limit tenant();

    /** Each of these keys. */
    @WithDefault("100 per PT1M burst 20")
    Limit key();

    /** All keys together that may administer keys or tenants. */
    @WithDefault("1000 per PT1M burst 200")
    Limit admin();

    /** All keys of a tenant together at one route, by its template as metrics show it. */
    Map<String, Limit> endpoints();

    /**
     * How many addresses, and how many keys, routes and tenants, are remembered at most. Positive;
     * each takes about 500 bytes. Beyond it the rarest are forgotten, and begin afresh.
     */
    @WithDefault("100000")
    int remembered();
  }

  /** Redis or Valkey. Without an address each gateway counts alone. */
  interface Redis {
    /**
     * Addresses, {@code redis://[:password@]host:port} or {@code rediss://…}; several for a cluster
     * or sentinels.
     */
    Optional<List<String>> url();

    /** Kind of the servers. */
    @WithDefault("standalone")
    Kind kind();

    /** With sentinels: the name of what they watch. */
    Optional<String> master();

    /**
     * How many gateways run. At least 1. While Redis is away each lets its part of a limit through;
     * with more gateways than said here, more than the limit passes.
     */
    @WithDefault("2")
    int replicas();

    /**
     * How long a request waits for Redis; silent for longer, it counts as gone. Positive.
     */
    @WithDefault("PT1S")
    Duration patience();

    /** How often the gateway looks whether Redis is there. Positive. */
    @WithDefault("PT1S")
    Duration retry();

    /** Kinds of servers. */
    enum Kind {
      STANDALONE,
      SENTINEL,
      CLUSTER,
      REPLICATION
    }
  }
}
