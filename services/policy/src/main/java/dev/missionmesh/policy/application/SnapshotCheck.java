package dev.missionmesh.policy.application;

import dev.missionmesh.policyengine.CompiledSnapshot;
import dev.missionmesh.policyengine.Effect;
import dev.missionmesh.policyengine.InvalidSnapshot;
import dev.missionmesh.policyengine.Rule;
import dev.missionmesh.policyengine.Snapshot;
import dev.missionmesh.problem.FieldError;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides whether bytes may become a snapshot: strict, type-checked, and of rules that the mesh can
 * keep.
 */
final class SnapshotCheck {
  /**
   * Checks a text; takes milliseconds per rule.
   *
   * @throws ProblemException INVALID_SNAPSHOT with a pointer per error, TOO_LARGE above {@link
   *     Snapshot#MAX_BYTES}
   */
  static Candidate check(byte[] yaml) {
    if (yaml.length > Snapshot.MAX_BYTES) {
      throw new ProblemException(
          Problem.TOO_LARGE, "A snapshot has at most " + Snapshot.MAX_BYTES / 1024 + " KiB.");
    }
    try {
      CompiledSnapshot compiled = Snapshot.compile(text(yaml));
      refuseApprovals(compiled.snapshot().rules());
      return new Candidate(compiled.digest(), compiled.snapshot().name(), compiled.yaml());
    } catch (CharacterCodingException e) {
      throw refused("The snapshot is not UTF-8.", List.of());
    } catch (InvalidSnapshot e) {
      throw refused(
          "The snapshot has errors; nothing was published.",
          e.errors().stream().map(SnapshotCheck::fieldError).toList());
    }
  }

  /** Nobody can approve yet, so a rule that asks for it would hold missions for ever. */
  private static void refuseApprovals(List<Rule> rules) {
    List<FieldError> errors = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).effect() == Effect.REQUIRE_APPROVAL) {
        errors.add(
            FieldError.pointer("/rules/" + i + "/effect", "approvals are not available yet"));
      }
    }
    if (!errors.isEmpty()) throw refused("The snapshot needs approvals.", errors);
  }

  private static FieldError fieldError(InvalidSnapshot.Error error) {
    String line = error.line() > 0 ? "line " + error.line() + ": " : "";
    return FieldError.pointer(error.pointer(), line + error.message());
  }

  private static ProblemException refused(String detail, List<FieldError> errors) {
    return new ProblemException(Problem.INVALID_SNAPSHOT, detail, errors);
  }

  private static String text(byte[] yaml) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(yaml)).toString();
  }

  private SnapshotCheck() {}
}
