package dev.gatehouse.aws;

/// One operation of an API: a final class, named as the operation. Shapes and constraints have been
/// checked and the caller is allowed when it runs.
///
/// @param <I> the request: the AWS SDK's own class, or a `JsonObject` for the extension API
/// @param <O> the response, likewise
@FunctionalInterface
public interface Operation<I, O> {
  /// @throws ApiException when the answer is an error of the API
  /// @throws dev.gatehouse.pool.RefusedException when a rule of the domain says no; the dispatcher
  ///   maps it
  O run(I request, Caller caller);
}
