package dev.gatehouse.pool;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// What a user's tokens say of his groups (behaviour reference users §6.1, oauth §7.3).
///
/// @param names of all of them, by precedence; those without one last, equal ones by name (assumed)
/// @param roles of those that have one, each once, in the same order
/// @param preferredRole of the group that goes before all others with a role; empty where several
///   do and their roles differ
public record GroupClaims(List<String> names, List<String> roles, Optional<String> preferredRole) {
  /// Of a user without a group.
  public static final GroupClaims NONE = new GroupClaims(List.of(), List.of(), Optional.empty());

  private static final Comparator<Membership> ORDER =
      Comparator.comparingLong(Membership::rank).thenComparing(Membership::name);

  public GroupClaims {
    names = List.copyOf(names);
    roles = List.copyOf(roles);
  }

  /// A group that a user is in.
  ///
  /// @param precedence 0 goes first
  /// @param role an ARN
  public record Membership(String name, Optional<Integer> precedence, Optional<String> role) {
    private long rank() {
      return precedence.map(Integer::longValue).orElse(Long.MAX_VALUE);
    }
  }

  /// @param memberships in any order
  public static GroupClaims of(Collection<Membership> memberships) {
    var ordered = memberships.stream().sorted(ORDER).toList();
    var roles = new LinkedHashSet<String>();
    ordered.forEach(group -> group.role.ifPresent(roles::add));
    return new GroupClaims(
        ordered.stream().map(Membership::name).toList(), List.copyOf(roles), preferred(ordered));
  }

  private static Optional<String> preferred(List<Membership> ordered) {
    var withRole = ordered.stream().filter(group -> group.role.isPresent()).toList();
    var first =
        withRole.stream()
            .filter(group -> group.rank() == withRole.getFirst().rank())
            .flatMap(group -> group.role.stream())
            .distinct()
            .toList();
    return first.size() == 1 ? Optional.of(first.getFirst()) : Optional.empty();
  }
}
