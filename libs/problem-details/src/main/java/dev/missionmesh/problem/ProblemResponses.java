package dev.missionmesh.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Turns failures into answers of the catalogue. */
final class ProblemResponses {
  static Response of(ProblemException e) {
    Response.ResponseBuilder response =
        Response.status(e.problem().status())
            .type(ProblemDocument.MEDIA_TYPE)
            .entity(ProblemDocument.of(e, null));
    e.headers().forEach(response::header);
    return response.build();
  }

  static Response of(Problem problem, String detail) {
    return of(new ProblemException(problem, detail));
  }

  static ProblemException ofJson(JsonProcessingException e) {
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      String detail =
          mapping instanceof UnrecognizedPropertyException
              ? "is not a known field"
              : mapping.getCause() instanceof IllegalArgumentException cause && cause.getMessage() != null
                  ? cause.getMessage()
                  : "has another type than expected";
      return new ProblemException(
          Problem.INVALID_REQUEST,
          "A field of the body is not valid.",
          FieldError.pointer(pointer(mapping), detail));
    }
    if (e instanceof JsonMappingException) {
      return new ProblemException(
          Problem.INVALID_REQUEST,
          "The body is not what is expected here.",
          FieldError.pointer("", "is missing or has another type than expected"));
    }
    String at =
        e.getLocation() == null
            ? ""
            : " at line %d, column %d"
                .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    return new ProblemException(Problem.MALFORMED_JSON, "The body is not well-formed JSON" + at + ".");
  }

  private static String pointer(JsonMappingException e) {
    StringBuilder pointer = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      pointer.append('/');
      if (step.getFieldName() != null) {
        pointer.append(step.getFieldName().replace("~", "~0").replace("/", "~1"));
      } else {
        pointer.append(step.getIndex());
      }
    }
    return pointer.toString();
  }

  static ProblemException ofViolations(jakarta.validation.ConstraintViolationException e) {
    List<FieldError> errors = new ArrayList<>();
    for (var violation : e.getConstraintViolations()) {
      List<String> steps = new ArrayList<>();
      Iterator<jakarta.validation.Path.Node> nodes = violation.getPropertyPath().iterator();
      while (nodes.hasNext()) {
        steps.add(nodes.next().getName());
      }
      errors.add(FieldError.parameter(steps.isEmpty() ? "" : steps.getLast(), violation.getMessage()));
    }
    return new ProblemException(Problem.INVALID_REQUEST, "The request is not valid.", errors);
  }

  private ProblemResponses() {}
}
