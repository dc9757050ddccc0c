package dev.gatehouse.aws;

import dev.gatehouse.audit.AuditFacts;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.http.Request;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.StoreUnavailableException;
import java.util.function.Function;
import java.util.function.Supplier;

/// Leaves an event of each administrative call that the table [AuditClass] names (UI-19).
public final class AuditTrail {
  private final AuditLog log;

  public AuditTrail(AuditLog log) {
    this.log = log;
  }

  /// A call of somebody who has proved who he is.
  ///
  /// @param actor an ARN
  record Call(
      ApiModel.Entry entry, Caller caller, String actor, String requestId, String userAgent) {
    static Call of(Request request, String requestId, ApiModel.Entry entry, Principal who) {
      var agent = request.headers().first("user-agent").orElse("");
      return new Call(entry, who.caller(), who.arn(), requestId, agent);
    }
  }

  /// Runs an operation of the extension API for a command on the folder of a stopped server.
  ///
  /// @param requestId of the event
  public JsonObject local(
      String operation,
      Caller caller,
      String requestId,
      JsonObject input,
      Operation<JsonObject, JsonObject> work) {
    var entry = ApiModel.shared().find(ApiService.EXTENSION, operation).orElseThrow();
    var owner = "arn:aws:iam::" + caller.accountId() + ":root"; // Who may read the folder.
    var call = new Call(entry, caller, owner, requestId, "gatehouse");
    return serve(call, () -> input, request -> work.run(request, caller));
  }

  /// Serves a signed call.
  ///
  /// @param input reads its request
  /// @param work serves it
  /// @return the members of the answer
  JsonObject serve(Call call, Supplier<JsonObject> input, Function<JsonObject, JsonObject> work) {
    return switch (AuditClass.of(call.entry)) {
      case READ, SIGN_IN -> work.apply(input.get());
      case REVEAL -> reveal(call, input.get(), work);
      case WRITE -> write(call, input, work);
    };
  }

  private JsonObject reveal(Call call, JsonObject input, Function<JsonObject, JsonObject> work) {
    var answer = work.apply(input);
    if (AuditClass.secretMembers().anyMatch(name -> holds(answer, name))) {
      log.revealed(facts(call, input, Redaction.of(shape(call), input)));
    }
    return answer;
  }

  private static boolean holds(JsonValue value, String name) {
    return switch (value) {
      case JsonObject(var members) ->
          members.containsKey(name)
              || members.values().stream().anyMatch(each -> holds(each, name));
      case JsonArray(var elements) -> elements.stream().anyMatch(each -> holds(each, name));
      default -> false;
    };
  }

  private JsonObject write(
      Call call, Supplier<JsonObject> body, Function<JsonObject, JsonObject> work) {
    var input = read(call, body);
    var shape = shape(call);
    try {
      var facts = facts(call, input, Redaction.of(shape, input));
      var audited = log.begin(facts, document -> Redaction.of(shape, document));
      var answer = audited.run(() -> work.apply(input));
      log.succeeded(audited);
      return answer;
    } catch (ApiException refused) {
      refused(call, input, refused);
      throw refused;
    } catch (RefusedException refused) {
      refused(call, input, RefusalErrors.of(refused.refusal()));
      throw refused;
    } catch (StoreUnavailableException unavailable) {
      refused(call, input, new ApiException(ApiError.UNAVAILABLE));
      throw unavailable;
    } catch (RuntimeException fault) {
      refused(call, input, new ApiException(ApiError.INTERNAL, call.requestId));
      throw fault;
    }
  }

  /// Of a request that cannot be read, nothing is kept but that it came.
  private JsonObject read(Call call, Supplier<JsonObject> body) {
    try {
      return body.get();
    } catch (ApiException unreadable) {
      refused(call, JsonValue.object().build(), unreadable);
      throw unreadable;
    }
  }

  private void refused(Call call, JsonObject input, ApiException error) {
    var facts = facts(call, input, Redaction.ofRefused(shape(call), input));
    log.refused(facts, error.error().type(), error.words());
  }

  private static Shape.Structure shape(Call call) {
    return call.entry.input().orElseThrow();
  }

  private static AuditFacts facts(Call call, JsonObject input, JsonObject parameters) {
    var caller = call.caller;
    var pool = PoolResource.named(shape(call), input).flatMap(UserPoolId::parse);
    return new AuditFacts(
        call.entry.name(),
        pool.map(UserPoolId::value),
        call.actor,
        caller.accessKeyId(),
        caller.peer(),
        call.userAgent,
        call.requestId,
        caller.region().name(),
        parameters);
  }
}
