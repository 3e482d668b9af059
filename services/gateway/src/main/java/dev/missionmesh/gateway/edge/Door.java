package dev.missionmesh.gateway.edge;

import dev.missionmesh.gateway.config.GatewayConfig;
import dev.missionmesh.gateway.domain.Caller;
import dev.missionmesh.gateway.domain.Owner;
import dev.missionmesh.gateway.domain.RequestTarget;
import dev.missionmesh.gateway.domain.Route;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.tenancy.InternalTokens;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * The public door: every request comes through here first, on the event loop, and goes nowhere that
 * the route table does not name.
 */
@ApplicationScoped
class Door {
  private static final Logger LOG = Logger.getLogger(Door.class);
  private static final int FIRST = Integer.MIN_VALUE + 2;
  private static final String CAPABILITIES = "/api/v1/capabilities";
  private static final String CLIENT_ADDRESS = "x-client-address";
  private static final String TEMPLATE = "UrlPathTemplate";

  private final Intake intake;
  private final Throttle throttle;
  private final Admission admission;
  private final AdminGuard guard;
  private final ResourceMetadata resource;
  private final TenantRules rules;
  private final ClientAddress addresses;
  private final CrossOrigin origins;
  private final Upstreams upstreams;
  private final OpenStreams streams;
  private final InternalTokens tokens;
  private final EdgeMetrics metrics;
  private final ApiDescription description;
  private final long bodyTimeMs;

  Door(
      Intake intake,
      Throttle throttle,
      Admission admission,
      AdminGuard guard,
      ResourceMetadata resource,
      TenantRules rules,
      ClientAddress addresses,
      CrossOrigin origins,
      Upstreams upstreams,
      OpenStreams streams,
      InternalTokens tokens,
      EdgeMetrics metrics,
      ApiDescription description,
      GatewayConfig config) {
    this.intake = intake;
    this.throttle = throttle;
    this.admission = admission;
    this.guard = guard;
    this.resource = resource;
    this.rules = rules;
    this.addresses = addresses;
    this.origins = origins;
    this.upstreams = upstreams;
    this.streams = streams;
    this.tokens = tokens;
    this.metrics = metrics;
    this.description = description;
    this.bodyTimeMs = config.limits().bodyTime().toMillis();
  }

  void install(@Observes Router router) {
    router.route().order(FIRST).handler(this::enter).failureHandler(this::failed);
  }

  private void enter(RoutingContext routing) {
    Visit visit = Visit.of(routing);
    greet(visit);
    if (visit.request().uri().startsWith(Operations.PREFIX)) {
      guarded(visit, () -> operate(visit, intake.target(visit.request())));
    } else {
      throttle.byAddress(visit, () -> guarded(visit, () -> knock(visit)));
    }
  }

  private void knock(Visit visit) {
    RequestTarget target = intake.target(visit.request());
    if (resource.isAt(target.path())) {
      intake.requireModestHeaders(visit.request());
      resource.answer(visit);
      return;
    }
    Route route = intake.route(target);
    measure(visit, route);
    visit(visit, target, route);
  }

  private static void guarded(Visit visit, Runnable step) {
    try {
      step.run();
    } catch (ProblemException e) {
      visit.refuse(e);
    } catch (RuntimeException e) {
      visit.routing().fail(e);
    }
  }

  private void greet(Visit visit) {
    origins.greet(visit);
    if (addresses.isSecure(visit.request())) {
      Replies.requireTls(visit.routing().response());
    }
  }

  private static void operate(Visit visit, RequestTarget target) {
    if (!Operations.admits(visit.request(), target.path())) {
      throw nothingHere();
    }
    visit.routing().next();
  }

  private static ProblemException nothingHere() {
    return new ProblemException(Problem.NOT_FOUND, "There is nothing at this path.");
  }

  private void measure(Visit visit, Route route) {
    long from = System.nanoTime();
    metrics.began();
    visit.onEnd(
        whole ->
            metrics.ended(
                route,
                whole ? visit.routing().response().getStatusCode() : 0,
                System.nanoTime() - from));
  }

  private void visit(Visit visit, RequestTarget target, Route route) {
    HttpServerRequest request = visit.request();
    intake.requireModestHeaders(request);
    if (route == null) {
      throw nothingHere();
    }
    DeprecationHeaders.announce(route, visit.routing().response());
    if (CrossOrigin.isPreflight(request)) {
      origins.answer(visit, route);
      return;
    }
    intake.requireMethod(request, route);
    intake.requireSoundBody(request, route);
    io.vertx.core.Vertx.currentContext().putLocal(TEMPLATE, route.template());
    admission.admit(
        visit,
        caller ->
            rules.apply(
                visit,
                caller.tenant(),
                caller.subject(),
                settings ->
                    throttle.byBearer(
                        visit,
                        route,
                        caller,
                        settings.limits(),
                        () -> guarded(visit, () -> let(visit, target, route, caller)))));
  }

  private void let(Visit visit, RequestTarget target, Route route, Caller caller) {
    guard.pass(
        visit, route, caller, () -> guarded(visit, () -> admitted(visit, target, route, caller)));
  }

  private void admitted(Visit visit, RequestTarget target, Route route, Caller caller) {
    if (route.owner() == Owner.GATEWAY) {
      serve(visit, route, caller);
    } else {
      forward(visit, target, route, caller);
    }
  }

  private String token(Owner audience, Caller caller) {
    return tokens.token(audience.serviceName(), caller.tenant(), caller.subject(), caller.scopes());
  }

  /** The gateway's own resources take the same internal token as those of every service. */
  private void serve(Visit visit, Route route, Caller caller) {
    if (route.template().equals(CAPABILITIES)) {
      visit.answer(upstreams.capabilities());
      return;
    }
    if (route.template().equals(ApiDescription.PATH)) {
      visit.answer(description.document());
      return;
    }
    HttpServerRequest request = visit.request();
    request.headers().set(HttpHeaders.AUTHORIZATION, "Bearer " + token(Owner.GATEWAY, caller));
    request.headers().set(Replies.REQUEST_ID, visit.id());
    request.headers().set(CLIENT_ADDRESS, addresses.of(request).getHostAddress());
    visit.routing().next();
  }

  private void forward(Visit visit, RequestTarget target, Route route, Caller caller) {
    Upstream upstream =
        upstreams
            .find(route.owner())
            .orElseThrow(
                () ->
                    new ProblemException(
                            Problem.NOT_AVAILABLE,
                            "This mesh runs without " + route.owner().serviceName() + ".")
                        .with("service", route.owner().serviceName()));
    HttpServerRequest request = visit.request();
    LimitedBody body =
        Visit.hasBody(request) ? new LimitedBody(request, intake.bodyLimit(route)) : null;
    if (body != null) {
      limitTime(visit, body);
    }
    if (route.stream()) {
      streams.opened(caller, visit);
    }
    String token = token(route.owner(), caller);
    new Exchange(visit, upstream, route.stream(), target, token, body, metrics).run();
  }

  private void limitTime(Visit visit, LimitedBody body) {
    RoutingContext routing = visit.routing();
    String expected = visit.request().getHeader(HttpHeaders.EXPECT);
    if (expected != null && expected.equalsIgnoreCase("100-continue")) {
      routing.response().writeContinue();
    }
    long timer =
        routing
            .vertx()
            .setTimer(
                bodyTimeMs,
                ignored -> {
                  if (!routing.request().isEnded()) {
                    body.breakOff(
                        new ProblemException(
                            Problem.REQUEST_TIMEOUT, "The body did not arrive in time."));
                  }
                });
    visit.onEnd(ignored -> routing.vertx().cancelTimer(timer));
  }

  private void failed(RoutingContext routing) {
    Visit visit = Visit.of(routing);
    try {
      // A target that the router itself could not read never reached the door.
      intake.target(visit.request());
    } catch (ProblemException e) {
      visit.refuse(e);
      return;
    }
    Problem problem =
        routing.failure() == null ? Problem.ofStatus(routing.statusCode()) : Problem.INTERNAL;
    if (problem == Problem.INTERNAL) {
      LOG.errorf(routing.failure(), "unexpected failure: requestId=%s", visit.id());
    }
    visit.refuse(new ProblemException(problem, problem.title() + "."));
  }
}
