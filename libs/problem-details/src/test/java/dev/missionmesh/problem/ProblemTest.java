package dev.missionmesh.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProblemTest {
  record Inner(String name) {}

  record Body(int count, Inner inner, List<Inner> list, Map<String, String> labels, List<String> names) {}

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
  void refusesTextThatCannotBeStoredWhereverItStands() {
    assertThat(reading("{\"inner\":{\"name\":\"a\\u0000\"}}").errors())
        .containsExactly(FieldError.pointer("/inner/name", "must not contain the character U+0000"));
    assertThat(reading("{\"labels\":{\"a\":\"\\ud83d\"}}").errors())
        .containsExactly(FieldError.pointer("/labels/a", "must not contain a lone surrogate"));
    assertThat(reading("{\"names\":[\"🦊\",\"\\udd8a\\ud83e\"]}").errors().getFirst().where()).isEqualTo("/names/1");
  }

  @Test
  void refusesBytesThatAreReadAsSuchText() {
    byte[] overlong = "{\"inner\":{\"name\":\"a\u00c0\u0080\"}}".getBytes(StandardCharsets.ISO_8859_1);
    var failure = catchThrowableOfType(JsonProcessingException.class, () -> mapper.readValue(overlong, Body.class));
    assertThat(ProblemResponses.ofJson(failure).problem().status()).isEqualTo(400);
  }

  @Test
  void readsEveryOtherCharacter() throws JsonProcessingException {
    assertThat(mapper.readValue("{\"count\":1,\"names\":[\"\\ud83e\\udd8a\",\"\\u0001é名\"]}", Body.class).names())
        .containsExactly("🦊", "\u0001é名");
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
