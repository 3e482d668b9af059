package dev.missionmesh.endtoend;

import dev.missionmesh.endtoend.matrix.CrossTenantMatrix;
import dev.missionmesh.endtoend.mesh.RunningMesh;
import org.junit.jupiter.api.Test;

/** Every operation of the API document, tried by everybody who must not. */
class CrossTenantMatrixTest {
  @Test
  void nobodyGetsAtWhatBelongsToAnother() throws Exception {
    new CrossTenantMatrix(RunningMesh.shared()).run();
  }
}
