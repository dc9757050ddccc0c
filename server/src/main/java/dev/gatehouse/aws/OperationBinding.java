package dev.gatehouse.aws;

import dev.gatehouse.json.JsonValue.JsonObject;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/// An operation under its name on the wire: what the dispatcher needs to run it. Whether it takes a
/// signature and whether its answer has a body is read from the API's own table.
public final class OperationBinding {
  private final ApiService service;
  private final String name;
  private final Function<JsonObject, Call> decoder;
  private final UnaryOperator<JsonObject> constrained;

  private OperationBinding(ApiService service, String name, Function<JsonObject, Call> decoder) {
    this(service, name, decoder, UnaryOperator.identity());
  }

  private OperationBinding(
      ApiService service,
      String name,
      Function<JsonObject, Call> decoder,
      UnaryOperator<JsonObject> constrained) {
    this.service = service;
    this.name = name;
    this.decoder = decoder;
    this.constrained = constrained;
  }

  /// A decoded request, ready to run.
  interface Call {
    /// @return the members of the answer
    JsonObject run(Caller caller);
  }

  /// An operation of the user-pool API on the SDK's own classes, for instance `of("CreateUserPool",
  /// CreateUserPoolRequest::builder, new CreateUserPool(…))`.
  ///
  /// @param name as in `X-Amz-Target`; the SDK's class names differ in case
  public static <I extends SdkPojo, O extends SdkPojo> OperationBinding of(
      String name, Supplier<? extends SdkBuilder<?, I>> builder, Operation<I, O> operation) {
    return new OperationBinding(
        ApiService.USER_POOLS,
        name,
        input -> {
          var request = SdkCodec.decode(input, builder.get());
          return caller -> SdkCodec.encode(operation.run(request, caller));
        });
  }

  /// An operation of the extension API: its request and answer are JSON as they are. The types of
  /// the request's members are checked against the table `constraints-gatehouse.json`.
  public static OperationBinding extension(
      String name, Operation<JsonObject, JsonObject> operation) {
    return new OperationBinding(
        ApiService.EXTENSION, name, input -> caller -> operation.run(input, caller));
  }

  /// The same operation in dev mode: the constraints of `member` hold for what follows
  /// `_custom_id_:`, where it begins so ([FixedIdName]).
  public OperationBinding allowingFixedIdIn(String member) {
    return new OperationBinding(
        service, name, decoder, input -> FixedIdName.withoutPrefix(input, member));
  }

  public ApiService service() {
    return service;
  }

  /// The operation's name, for instance `CreateUserPool`.
  public String name() {
    return name;
  }

  /// What the API's constraints are checked on: the input itself, as a rule.
  JsonObject constrained(JsonObject input) {
    return constrained.apply(input);
  }

  /// Reads a request.
  ///
  /// @throws ApiException `SERIALIZATION` when a member has the wrong JSON type
  Call decode(JsonObject input) {
    return decoder.apply(input);
  }
}
