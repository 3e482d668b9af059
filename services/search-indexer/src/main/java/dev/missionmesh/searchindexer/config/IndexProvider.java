package dev.missionmesh.searchindexer.config;

import dev.missionmesh.searchindexer.index.LuceneMissionIndex;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Opens the one index of this process under the state directory, and closes it at the end. */
class IndexProvider {
  @Produces
  @Singleton
  LuceneMissionIndex index(
      @ConfigProperty(name = "mesh.state.directory") Path state, SearchConfig config) {
    return LuceneMissionIndex.open(
        state.resolve("index"), config.refreshInterval(), config.commitInterval());
  }

  void close(@Disposes LuceneMissionIndex index) {
    index.close();
  }
}
