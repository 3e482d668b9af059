package dev.missionmesh.mission.api;

import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.problem.FieldError;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.tenancy.TenantId;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Reads values out of bodies, with a pointer to the field that is wrong. */
final class Body {
  static ProblemException invalid(String pointer, String detail) {
    return new ProblemException(
        Problem.INVALID_REQUEST,
        "A field of the body is not valid.",
        FieldError.pointer(pointer, detail));
  }

  static <T> T required(String pointer, T value) {
    if (value == null) throw invalid(pointer, "is required");
    return value;
  }

  static <T> T required(String pointer, Optional<T> value, String detail) {
    return value.orElseThrow(() -> invalid(pointer, detail));
  }

  static <T> List<T> list(String pointer, List<T> list, int most) {
    required(pointer, list);
    if (list.size() > most) throw invalid(pointer, "must have at most " + most + " entries");
    for (int i = 0; i < list.size(); i++) required(pointer + "/" + i, list.get(i));
    return list;
  }

  static int within(String pointer, Integer value, int min, int max) {
    required(pointer, value);
    if (value < min || value > max)
      throw invalid(pointer, "must be between " + min + " and " + max);
    return value;
  }

  static String text(String pointer, String value, int most) {
    required(pointer, value);
    if (value.length() > most) throw invalid(pointer, "must have at most " + most + " characters");
    return value;
  }

  static TenantId tenant(String pointer, String value) {
    if (!TenantId.isValid(value)) throw invalid(pointer, "must be a tenant");
    return new TenantId(value);
  }

  static MissionId mission(String pointer, String value) {
    return required(pointer, MissionId.parse(value), "must be a mission id");
  }

  static byte[] base64(String pointer, String value) {
    required(pointer, value);
    try {
      return Base64.getDecoder().decode(value);
    } catch (IllegalArgumentException e) {
      throw invalid(pointer, "must be standard base64");
    }
  }

  private Body() {}
}
