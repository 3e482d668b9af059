package dev.missionmesh.searchindexer.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the index trades freshness for processor time. */
@ConfigMapping(prefix = "mesh.search")
public interface SearchConfig {
  /** How old at most the view of a search is. Positive; shorter makes more small segments to merge while there are searches. */
  @WithDefault("PT0.25S")
  Duration refreshInterval();

  /** How often what was taken in is made durable. Positive; longer means more events to read again after a crash. */
  @WithDefault("PT3S")
  Duration commitInterval();

  /** Name of this instance among the readers of the topics. One that comes back under its name goes on at once; two must not share one. */
  String instance();

  /** Items that a page of the export is asked for. Positive; more means fewer calls and more memory in a rebuild. */
  @WithDefault("200")
  int exportPage();
}
