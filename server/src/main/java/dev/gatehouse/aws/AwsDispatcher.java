package dev.gatehouse.aws;

import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.env.Env;
import dev.gatehouse.env.RequestContext;
import dev.gatehouse.http.Handler;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.json.MalformedJsonException;
import dev.gatehouse.metrics.Meters;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.usage.Usage;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `POST /`: the AWS JSON 1.1 protocol. The order of the steps is observable, and no operation can
/// forget one:
///
/// 1. method, preflight (AP-13, AP-14); content type (AP-07); `X-Amz-Target` (AP-06)
/// 2. signature, where the operation takes one (SV-01 to SV-20)
/// 3. an operation not built yet: 501
/// 4. JSON and its types: `SerializationException` (AP-01 to AP-05)
/// 5. policy of the access key; of a page of the console, the age of its sign-in (UI-07)
/// 6. constraints of the API model (design D6)
/// 7. the operation
///
/// Requests of the query protocol (STS) have another content type and go to a handler of their own.
public final class AwsDispatcher implements Handler {
  /// The largest body; a branding style with its assets is the largest request of the API.
  public static final int BODY_MAX = 4 * 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(AwsDispatcher.class);

  /// AC-47: what these declare for a fault has a name of its own.
  private static final Set<String> SECRET_OPERATIONS =
      Set.of("AddUserPoolClientSecret", "ListUserPoolClientSecrets", "DeleteUserPoolClientSecret");

  /// Pages ask these again and again: they would push out of the request log what matters. What is
  /// refused matters.
  private static final Set<String> WATCHES =
      Set.of("gatehouse:GetMetricHistory", "gatehouse:ListClientUsage", "gatehouse:ListRequests");

  /// Names a domain, of which only the answer says whose it is.
  private static final Set<String> POOL_IN_ANSWER = Set.of("cognito-idp:DescribeUserPoolDomain");

  private static final int BAD_REQUEST = 400;
  private static final String FORM = "application/x-www-form-urlencoded";

  private final Map<ApiService, Map<String, OperationBinding>> bindings =
      new EnumMap<>(ApiService.class);
  private final Authenticator authenticator;
  private final Handler queryProtocol;
  private final Env env;
  private final AuditTrail trail;
  private final StepUp stepUp;
  private final Usage usage;
  private final ApiMeters meters = new ApiMeters();

  /// @param operations every operation that is built
  /// @param queryProtocol answers form bodies at the same address: STS
  /// @param audit takes down what administrators do
  /// @param usage counts what clients do
  /// @throws IllegalArgumentException when an operation is bound twice
  public AwsDispatcher(
      List<OperationBinding> operations,
      Authenticator authenticator,
      Handler queryProtocol,
      Env env,
      AuditLog audit,
      Usage usage) {
    this.usage = usage;
    trail = new AuditTrail(audit);
    this.authenticator = authenticator;
    stepUp = authenticator.stepUp();
    this.queryProtocol = queryProtocol;
    this.env = env;
    operations.forEach(this::bind);
  }

  private void bind(OperationBinding operation) {
    var ofService = bindings.computeIfAbsent(operation.service(), _ -> new HashMap<>());
    if (ofService.put(operation.name(), operation) != null) {
      throw new IllegalArgumentException(operation.name() + " is bound twice");
    }
  }

  /// Reads the tables, some 50 ms of work that the first request would wait for, and checks that
  /// they have a shape for every operation. The assembly calls it beside the start, not within.
  ///
  /// @throws IllegalStateException when an operation has no shape
  public void warmUp() {
    for (var ofService : bindings.values()) {
      for (var operation : ofService.values()) {
        var entry = ApiModel.shared().find(operation.service(), operation.name());
        if (entry.flatMap(ApiModel.Entry::input).isEmpty()) {
          throw new IllegalStateException(
              operation.name() + " has no shape in a constraints-*.json of " + operation.service());
        }
      }
    }
  }

  /// Shows what is counted here.
  public void showIn(Meters all) {
    meters.showIn(all);
  }

  @Override
  public Response handle(Request request) {
    var requestId =
        RequestContext.current()
            .map(RequestContext::requestId)
            .orElseGet(() -> env.uuid().toString());
    var entry = find(request);
    var isWatch = entry.filter(each -> WATCHES.contains(each.action())).isPresent();
    if (!isWatch) {
      RequestContext.currentNotes().list();
    }
    var response = answer(request, requestId, entry);
    if (isWatch && response.status() >= BAD_REQUEST) {
      RequestContext.currentNotes().list();
    }
    var measured = isQueryProtocol(request) ? meters.sts() : meters.of(entry);
    measured.answered(response.status(), request.arrivedNanos());
    usage.answeredCall(RequestContext.currentNotes(), response.status());
    return response;
  }

  private Response answer(Request request, String requestId, Optional<ApiModel.Entry> entry) {
    try {
      return serve(request, requestId, entry);
    } catch (ApiException expected) {
      return refuse(requestId, expected);
    } catch (RefusedException refused) {
      var error = RefusalErrors.of(refused.refusal());
      return refuse(requestId, error, cause(error, refused.refusal()));
    } catch (StoreUnavailableException unavailable) {
      LOG.warn("request {}: the store is unavailable", requestId, unavailable);
      return refuse(requestId, new ApiException(ApiError.UNAVAILABLE));
    } catch (RuntimeException fault) {
      LOG.error("request {} failed", requestId, fault);
      return refuse(requestId, new ApiException(fault(request), requestId));
    }
  }

  private Response refuse(String requestId, ApiException refused) {
    return refuse(requestId, refused, List.of(refused.words()));
  }

  private Response refuse(String requestId, ApiException refused, List<String> why) {
    RequestContext.currentNotes().refused(refused.error().type(), why);
    meters.refused(refused.error());
    return ApiAnswer.error(requestId, refused);
  }

  /// What the answer says, and what was really the matter, which the answer may hide.
  private static List<String> cause(ApiException error, Refusal refusal) {
    var name = Refusal.name(refusal.getClass()).replace('_', ' ');
    return List.of(error.words(), "The cause: " + name + ".");
  }

  private static ApiError fault(Request request) {
    var target = request.headers().first("x-amz-target").orElse("");
    return SECRET_OPERATIONS.contains(target.substring(target.indexOf('.') + 1))
        ? ApiError.INTERNAL_SERVER
        : ApiError.INTERNAL;
  }

  private Response serve(Request request, String requestId, Optional<ApiModel.Entry> named) {
    switch (request.method()) {
      case "OPTIONS" -> {
        return Preflight.answer(request, requestId);
      }
      case "POST" -> {}
      default -> throw new ApiException(ApiError.METHOD_NOT_ALLOWED);
    }
    if (isQueryProtocol(request)) {
      return queryProtocol.handle(request);
    }
    requireJson(request);
    var entry = named.orElseThrow(() -> new ApiException(ApiError.UNKNOWN_OPERATION));
    RequestContext.currentNotes().operation(entry.name());
    var principal = principal(request, entry);
    principal.ifPresent(who -> RequestContext.currentNotes().actor(who.arn()));
    var operation =
        binding(entry).orElseThrow(() -> new ApiException(ApiError.NOT_BUILT, entry.action()));
    Function<JsonObject, JsonObject> work =
        input -> run(request, input, entry, principal, operation);
    var members =
        principal.isPresent()
            ? trail.serve(
                AuditTrail.Call.of(request, requestId, entry, principal.get()),
                () -> parse(request.body()),
                work)
            : work.apply(parse(request.body()));
    return entry.bodyless() ? ApiAnswer.empty(requestId) : ApiAnswer.success(requestId, members);
  }

  private JsonObject run(
      Request request,
      JsonObject input,
      ApiModel.Entry entry,
      Optional<Principal> principal,
      OperationBinding operation) {
    var shape = entry.input().orElseThrow();
    if (entry.service() == ApiService.EXTENSION) {
      ShapeTypes.check(shape, input);
    }
    var call = operation.decode(input);
    principal.ifPresent(who -> requireAllowed(who, entry, input));
    UnbuiltMember.refuse(entry, input);
    Constraints.check(shape, operation.constrained(input));
    var answer = call.run(principal.map(Principal::caller).orElseGet(() -> anonymous(request)));
    if (POOL_IN_ANSWER.contains(entry.action())) {
      principal.ifPresent(who -> requireAllowedPool(who, entry, answer));
    }
    return answer;
  }

  private static boolean isQueryProtocol(Request request) {
    return request.mediaType().filter(FORM::equals).isPresent()
        && request.headers().first("x-amz-target").isEmpty();
  }

  private static void requireJson(Request request) {
    if (request.headers().all("content-type").size() != 1
        || request.mediaType().filter(ApiAnswer.CONTENT_TYPE::equals).isEmpty()) {
      throw new ApiException(ApiError.WRONG_CONTENT_TYPE);
    }
  }

  /// The operation that the request names; empty when there is none of that name.
  private static Optional<ApiModel.Entry> find(Request request) {
    var targets = request.headers().all("x-amz-target");
    if (targets.size() == 1) {
      var target = targets.getFirst();
      var dot = target.indexOf('.');
      if (dot > 0) {
        return ApiService.ofTargetPrefix(target.substring(0, dot))
            .flatMap(service -> ApiModel.shared().find(service, target.substring(dot + 1)));
      }
    }
    return Optional.empty();
  }

  /// Whether the request names an operation that takes no signature, whatever it came with.
  public static boolean isUnsigned(Request request) {
    return find(request).filter(entry -> !entry.signed()).isPresent();
  }

  /// Unsigned operations ignore a signature: SDKs sign them when they have credentials (users
  /// §1.2).
  private Optional<Principal> principal(Request request, ApiModel.Entry entry) {
    return entry.signed()
        ? Optional.of(authenticator.authenticate(request, entry.service().signingName()))
        : Optional.empty();
  }

  private Optional<OperationBinding> binding(ApiModel.Entry entry) {
    return Optional.ofNullable(bindings.getOrDefault(entry.service(), Map.of()).get(entry.name()));
  }

  private static JsonObject parse(byte[] body) {
    try {
      return Json.parseObject(body);
    } catch (MalformedJsonException malformed) {
      throw new ApiException(ApiError.SERIALIZATION, String.valueOf(malformed.getMessage()));
    }
  }

  private void requireAllowed(Principal who, ApiModel.Entry entry, JsonObject input) {
    var pool = PoolResource.named(entry.input().orElseThrow(), input);
    var isAllowed =
        POOL_IN_ANSWER.contains(entry.action())
            ? who.policy().allowsSomewhere(entry.action())
            : who.policy().allows(entry.action(), pool);
    if (!isAllowed) {
      throw denied(who, entry, pool.map(id -> PoolResource.arn(who.caller(), id)).orElse("*"));
    }
    stepUp.require(who.caller(), entry);
    pool.flatMap(UserPoolId::parse)
        .ifPresent(id -> RequestContext.currentNotes().subject(id.value()));
  }

  /// Requires that whoever sees the domain of a pool may see that pool; says nothing of which it
  /// is. That nobody has the domain may see whoever may ask.
  private static void requireAllowedPool(Principal who, ApiModel.Entry entry, JsonObject answer) {
    var pool = answer.object("DomainDescription").flatMap(domain -> domain.string("UserPoolId"));
    if (pool.isPresent() && !who.policy().allows(entry.action(), pool)) {
      throw denied(who, entry, "*");
    }
  }

  private static ApiException denied(Principal who, ApiModel.Entry entry, String resource) {
    return new ApiException(ApiError.ACCESS_DENIED, who.arn(), entry.action(), resource);
  }

  private Caller anonymous(Request request) {
    var settings = authenticator.settings();
    return new Caller(
        settings.defaultRegion(), settings.accountId(), Optional.empty(), request.peer());
  }
}
