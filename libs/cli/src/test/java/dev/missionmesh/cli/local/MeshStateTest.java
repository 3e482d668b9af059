package dev.missionmesh.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeshStateTest {
  @TempDir Path folder;

  @Test
  void whatIsWrittenIsRead() throws IOException {
    var data = new DataFolder(folder);
    var state = new MeshState(new Layout(Profile.MINIMAL, WafMode.DETECT, 2), Map.of("gateway", 7080, "postgres", 20001));
    state.write(data);
    assertThat(MeshState.read(data)).isEqualTo(state);
  }

  @Test
  void aMeshThatWasNeverStartedHasTheStandardProfileAndNoPorts() throws IOException {
    assertThat(MeshState.read(new DataFolder(folder)))
        .isEqualTo(new MeshState(new Layout(Profile.STANDARD, WafMode.OFF, 1), Map.of()));
  }

  @Test
  void portsOnceChosenStayAndNewOnesDiffer() {
    var ports = Ports.complete(Map.of("mission", 21000), List.of("mission", "policy", "kafka"));
    assertThat(ports).containsEntry("mission", 21000).containsOnlyKeys("mission", "policy", "kafka");
    assertThat(ports.values()).doesNotHaveDuplicates().allMatch(port -> port < 32768);
  }

  @Test
  void aPortThatIsListenedOnIsNotFree() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(Ports.isFree(socket.getLocalPort())).isFalse();
    }
  }
}
