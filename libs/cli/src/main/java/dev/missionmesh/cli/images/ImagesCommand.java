package dev.missionmesh.cli.images;

import dev.missionmesh.cli.OwnProgram;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code mesh images}: hands its arguments to the image builder. */
@Command(
    name = "images",
    description = {
      "Makes an OCI image of each service, as an archive that a cluster's runtime can import.",
      "Options are those of the image builder; mesh images --help shows them."
    })
public final class ImagesCommand implements Callable<Integer> {
  private static final OwnProgram BUILDER =
      new OwnProgram("libs/images", "dev.missionmesh.images.Images");

  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    return BUILDER.run(arguments);
  }
}
