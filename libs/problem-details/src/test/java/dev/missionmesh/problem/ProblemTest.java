package dev.missionmesh.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {
  record Inner(String name) {}

  record Body(int count, Inner inner, List<Inner> list) {}

  private final ObjectMapper mapper = new ObjectMapper();

  {
    new StrictJson().customize(mapper);
  }

  private ProblemException reading(String json) {
    var failure =
        catchThrowableOfType(
            JsonProcessingException.class, () -> mapper.readValue(json, Body.class));
    return ProblemResponses.ofJson(failure);
  }

  @Test
  void pointsAtAnUnknownFieldInsideAList() {
    var problem = reading("{\"list\":[{\"name\":\"a\"},{\"nme\":\"b\"}]}");
    assertThat(problem.problem()).isEqualTo(Problem.INVALID_REQUEST);
    assertThat(problem.errors()).containsExactly(FieldError.pointer("/list/1/nme", "is not a known field"));
  }

  @Test
  void refusesAStringWhereANumberBelongs() {
    assertThat(reading("{\"count\":\"7\"}").errors().getFirst().where()).isEqualTo("/count");
  }

  @Test
  void refusesANumberWhereAStringBelongs() {
    assertThat(reading("{\"inner\":{\"name\":7}}").errors().getFirst().where()).isEqualTo("/inner/name");
  }

  @Test
  void tellsWhereBrokenJsonBreaks() {
    var problem = reading("{\"count\": 7,");
    assertThat(problem.problem()).isEqualTo(Problem.MALFORMED_JSON);
    assertThat(problem.getMessage()).contains("line 1");
  }

  @Test
  void refusesTrailingTextAndDoubledFields() {
    assertThat(reading("{} {}").problem().status()).isEqualTo(400);
    assertThat(reading("{\"count\":1,\"count\":2}").problem().status()).isEqualTo(400);
  }

  @Test
  void everyEntryHasItsOwnSlug() {
    assertThat(Problem.values()).extracting(Problem::slug).doesNotHaveDuplicates();
  }
}
