package dev.missionmesh.endtoend.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes requests from the document: a valid one first, which most are then spoilt in one way. */
final class RequestMaker {
  private final List<ApiOperation> operations = new ArrayList<>();
  private final Expendables things;
  private final Random random;
  private final Samples samples;
  private final Bodies bodies;
  private final Heads heads;

  RequestMaker(ApiModel api, Expendables things, Random random) {
    this.things = things;
    this.random = random;
    this.samples = new Samples(api, things, random);
    this.bodies = new Bodies(random);
    this.heads = new Heads(things, random);
    for (ApiOperation operation : api.operations()) {
      // Bodies have the most ways to go wrong; an index of all tenants is not made anew a thousand times.
      int weight = operation.id().equals("rebuildSearchIndex") ? 1 : operation.body() == null ? 6 : 18;
      for (int i = 0; i < weight; i++) operations.add(operation);
    }
  }

  FuzzedRequest next() {
    ApiOperation operation = operations.get(random.nextInt(operations.size()));
    FuzzedRequest request = new FuzzedRequest(operation);
    request.path = operation.path().replaceAll("\\{[^}]*}", java.util.regex.Matcher.quoteReplacement(things.inPath(operation, random)));
    request.header("Authorization", "Bearer " + things.keyFor(operation, random));
    for (ApiOperation.Parameter parameter : operation.parameters()) {
      // A cursor is right only for one list and filter: it comes as a spoilt parameter.
      boolean given = parameter.required() || random.nextInt(4) == 0 && !parameter.name().equals("cursor");
      if (given && !parameter.place().equals("path")) give(request, parameter);
    }
    JsonNode body = null;
    if (operation.body() != null) {
      body = samples.valid("", operation.body());
      request.header("Content-Type", operation.bodyType());
      String text = operation.bodyType().equals("application/yaml") ? things.policy() : body.toString();
      request.body = text.getBytes(StandardCharsets.UTF_8);
    }
    spoil(request, body);
    return request;
  }

  private void give(FuzzedRequest request, ApiOperation.Parameter parameter) {
    JsonNode value = samples.valid(parameter.name(), parameter.schema());
    if (parameter.place().equals("header")) {
      request.header(parameter.name(), value.asText());
    } else if (value.isArray()) {
      value.forEach(v -> request.query.add(parameter.name() + "=" + Heads.encoded(v.asText())));
    } else {
      request.query.add(parameter.name() + "=" + Heads.encoded(value.asText()));
    }
  }

  private void spoil(FuzzedRequest request, JsonNode body) {
    int way = random.nextInt(100);
    if (way < 15) return;
    if (body != null && way < 65) bodies.spoil(request, body);
    else if (way < 40) heads.spoilQuery(request);
    else if (way < 60) heads.spoilPath(request);
    else if (way < 68) heads.spoilMethod(request);
    else if (way < 95) heads.spoilHeaders(request);
    else heads.spoilFraming(request);
  }
}
