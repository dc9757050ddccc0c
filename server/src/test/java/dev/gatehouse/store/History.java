package dev.gatehouse.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What several callers did to one row, and whether the row can have been one row all the time
/// (RL-70): whether there is an order of the calls in which each one happened at one moment between
/// its beginning and its end, and each answer is the one that the row gives then.
///
/// The search is that of Wing and Gong with the states seen remembered (Lowe): exponential at
/// worst, so histories are short.
final class History {
  /// A call and its answer.
  ///
  /// @param begun,ended by one counter for all callers
  record Call(Operation operation, Answer answer, long begun, long ended) {}

  sealed interface Operation {
    record Create(String value) implements Operation {}

    /// Compare and set: the row must have the version before `next`.
    record Update(String value, long next) implements Operation {}

    record Delete() implements Operation {}

    record Find() implements Operation {}
  }

  sealed interface Answer {
    record Done() implements Answer {}

    record Refused() implements Answer {}

    record Found(Optional<State> state) implements Answer {}

    /// The caller does not know whether it happened; it may also happen later than its end.
    record Unknown() implements Answer {}
  }

  /// The row; none is an empty Optional.
  record State(String value, long version) {}

  private record Node(Set<Integer> done, Optional<State> state) {}

  private History() {}

  /// Whether the calls can have happened one after the other.
  static boolean isLinearizable(List<Call> calls) {
    return search(calls, new Node(Set.of(), Optional.empty()), new HashSet<>());
  }

  private static boolean search(List<Call> calls, Node node, Set<Node> seen) {
    if (!seen.add(node)) {
      return false;
    }
    var open = new ArrayList<Integer>();
    var firstEnd = Long.MAX_VALUE;
    for (int i = 0; i < calls.size(); i++) {
      if (!node.done.contains(i)) {
        open.add(i);
        if (!(calls.get(i).answer instanceof Answer.Unknown)) {
          firstEnd = Math.min(firstEnd, calls.get(i).ended);
        }
      }
    }
    if (firstEnd == Long.MAX_VALUE) {
      return true; // Only calls are left that may never have happened.
    }
    for (int i : open) {
      var call = calls.get(i);
      if (call.begun <= firstEnd) {
        var next = step(call, node.state);
        if (next.isPresent() && search(calls, with(node, i, next.get().state), seen)) {
          return true;
        }
      }
    }
    return false;
  }

  private static Node with(Node node, int call, Optional<State> state) {
    var done = new HashSet<>(node.done);
    done.add(call);
    return new Node(Set.copyOf(done), state);
  }

  private record After(Optional<State> state) {}

  /// The row after the call; empty when the row would have answered otherwise.
  private static Optional<After> step(Call call, Optional<State> state) {
    var expected = answer(call.operation, state);
    var isPossible = call.answer instanceof Answer.Unknown || call.answer.equals(expected);
    return isPossible
        ? Optional.of(
            new After(expected instanceof Answer.Done ? changed(call.operation, state) : state))
        : Optional.empty();
  }

  private static Answer answer(Operation operation, Optional<State> state) {
    return switch (operation) {
      case Operation.Find _ -> new Answer.Found(state);
      case Operation.Create _ -> state.isEmpty() ? new Answer.Done() : new Answer.Refused();
      case Operation.Delete _ -> state.isPresent() ? new Answer.Done() : new Answer.Refused();
      case Operation.Update(var _, var next) ->
          state.filter(row -> row.version == next - 1).isPresent()
              ? new Answer.Done()
              : new Answer.Refused();
    };
  }

  private static Optional<State> changed(Operation operation, Optional<State> state) {
    return switch (operation) {
      case Operation.Find _ -> state;
      case Operation.Create(var value) -> Optional.of(new State(value, 1));
      case Operation.Delete _ -> Optional.empty();
      case Operation.Update(var value, var next) ->
          Optional.of(new State(Objects.requireNonNull(value), next));
    };
  }
}
