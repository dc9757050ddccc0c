package dev.gatehouse.aws;

import dev.gatehouse.env.Env;
import dev.gatehouse.env.RequestContext;
import dev.gatehouse.http.Handler;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.json.MalformedJsonException;
import dev.gatehouse.metrics.Meters;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.store.StoreUnavailableException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `POST /`: the AWS JSON 1.1 protocol. The order of the steps is observable, and no operation can
/// forget one:
///
/// 1. method, preflight (AP-13, AP-14); content type (AP-07); `X-Amz-Target` (AP-06)
/// 2. signature, where the operation takes one (SV-01 to SV-20)
/// 3. an operation not built yet: 501
/// 4. JSON and its types: `SerializationException` (AP-01 to AP-05)
/// 5. policy of the access key
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

  private static final String FORM = "application/x-www-form-urlencoded";

  private final Map<ApiService, Map<String, OperationBinding>> bindings =
      new EnumMap<>(ApiService.class);
  private final Authenticator authenticator;
  private final Handler queryProtocol;
  private final Env env;
  private final ApiMeters meters = new ApiMeters();

  /// @param operations every operation that is built
  /// @param queryProtocol answers form bodies at the same address: STS
  /// @throws IllegalArgumentException when an operation is bound twice
  public AwsDispatcher(
      List<OperationBinding> operations,
      Authenticator authenticator,
      Handler queryProtocol,
      Env env) {
    this.authenticator = authenticator;
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
    var response = answer(request, requestId, entry);
    var measured = isQueryProtocol(request) ? meters.sts() : meters.of(entry);
    measured.answered(response.status(), request.arrivedNanos());
    return response;
  }

  private Response answer(Request request, String requestId, Optional<ApiModel.Entry> entry) {
    try {
      return serve(request, requestId, entry);
    } catch (ApiException expected) {
      return refuse(requestId, expected);
    } catch (RefusedException refused) {
      return refuse(requestId, RefusalErrors.of(refused.refusal()));
    } catch (StoreUnavailableException unavailable) {
      LOG.warn("request {}: the store is unavailable", requestId, unavailable);
      return refuse(requestId, new ApiException(ApiError.UNAVAILABLE));
    } catch (RuntimeException fault) {
      LOG.error("request {} failed", requestId, fault);
      return refuse(requestId, new ApiException(fault(request), requestId));
    }
  }

  private Response refuse(String requestId, ApiException refused) {
    meters.refused(refused.error());
    return ApiAnswer.error(requestId, refused);
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
    var operation =
        binding(entry).orElseThrow(() -> new ApiException(ApiError.NOT_BUILT, entry.action()));
    var members = run(request, entry, principal, operation);
    return entry.bodyless() ? ApiAnswer.empty(requestId) : ApiAnswer.success(requestId, members);
  }

  private JsonObject run(
      Request request,
      ApiModel.Entry entry,
      Optional<Principal> principal,
      OperationBinding operation) {
    var shape = entry.input().orElseThrow();
    var input = parse(request.body());
    if (entry.service() == ApiService.EXTENSION) {
      ShapeTypes.check(shape, input);
    }
    var call = operation.decode(input);
    principal.ifPresent(who -> requireAllowed(who, entry, input));
    UnbuiltMember.refuse(entry, input);
    Constraints.check(shape, operation.constrained(input));
    return call.run(principal.map(Principal::caller).orElseGet(() -> anonymous(request)));
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

  private static void requireAllowed(Principal who, ApiModel.Entry entry, JsonObject input) {
    var pool = PoolResource.named(entry.input().orElseThrow(), input);
    if (!who.policy().allows(entry.action(), pool)) {
      throw new ApiException(
          ApiError.ACCESS_DENIED,
          who.arn(),
          entry.action(),
          pool.map(id -> PoolResource.arn(who.caller(), id)).orElse("*"));
    }
  }

  private Caller anonymous(Request request) {
    var settings = authenticator.settings();
    return new Caller(
        settings.defaultRegion(), settings.accountId(), Optional.empty(), request.peer());
  }
}
