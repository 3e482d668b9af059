package dev.missionmesh.sandboxruntime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeIdentityTest {
  @TempDir Path directory;

  @Test
  void aNodeKeepsItsNameAndItsCountOverItsLives() throws Exception {
    String id;
    try (NodeIdentity first = NodeIdentity.in(directory)) {
      id = first.id();
      assertThat(id).matches("node-[a-z2-7]{10}");
      assertThat(first.nextSequence()).isEqualTo(1);
      assertThat(first.nextSequence()).isEqualTo(2);
    }
    try (NodeIdentity second = NodeIdentity.in(directory)) {
      assertThat(second.id()).isEqualTo(id);
      assertThat(second.nextSequence()).isEqualTo(3);
    }
  }

  @Test
  void twoNodesCannotShareADirectory() throws Exception {
    try (NodeIdentity first = NodeIdentity.in(directory)) {
      assertThat(first.id()).isNotBlank();
      assertThatThrownBy(() -> NodeIdentity.in(directory)).isInstanceOf(IOException.class);
    }
  }
}
