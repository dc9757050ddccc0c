package dev.gatehouse.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Finds the route of a request. Paths are compared as sent: a path with an empty or dotted
/// segment, a parameter or an escape matches nothing (HT-16), so that nothing sees another path
/// than the route.
public final class Router {
  private final Table main;
  private final Table otherHosts;
  private final Table anyHost;
  private final Predicate<String> isMainHost;

  /// @param main routes of this server's own hosts
  /// @param otherHosts routes of every other host; their handlers find out whose it is
  /// @param anyHost routes that answer whatever the host: probes ask by address
  /// @param isMainHost decides about an authority in lower case, for instance `localhost:9229`
  public Router(
      List<Route> main, List<Route> otherHosts, List<Route> anyHost, Predicate<String> isMainHost) {
    this.main = new Table(main, false);
    this.otherHosts = new Table(otherHosts, false);
    this.anyHost = new Table(anyHost, true);
    this.isMainHost = isMainHost;
  }

  /// A route and what its variables matched.
  ///
  /// @param isProbe whether it answers whatever the host, and however busy the server is
  record Match(Route route, Map<String, String> parameters, boolean isProbe) {}

  Optional<Match> find(String authority, String path) {
    var probe = anyHost.find(path);
    if (probe.isPresent()) {
      return probe;
    }
    return isMainHost.test(authority) ? main.find(path) : otherHosts.find(path);
  }

  /// Exact paths in a map, paths with variables in a list.
  private static final class Table {
    private final Map<String, Match> exact = new HashMap<>();
    private final List<Template> templates = new ArrayList<>();

    private Table(List<Route> routes, boolean isProbe) {
      for (var route : routes) {
        if (route.path().indexOf('{') < 0) {
          exact.put(route.path(), new Match(route, Map.of(), isProbe));
        } else {
          templates.add(new Template(route, List.of(route.path().split("/", -1)), isProbe));
        }
      }
    }

    private Optional<Match> find(String path) {
      var match = exact.get(path);
      if (match != null) {
        return Optional.of(match);
      }
      if (templates.isEmpty() || !isPlain(path)) {
        return Optional.empty();
      }
      var segments = List.of(path.split("/", -1));
      for (var template : templates) {
        var found = template.match(segments);
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    }

    private static boolean isPlain(String path) {
      for (int i = 0; i < path.length(); i++) {
        var c = path.charAt(i);
        if (c == '%' || c == ';' || c == '\\' || c <= 0x20 || c >= 0x7f) {
          return false;
        }
      }
      return true;
    }
  }

  private record Template(Route route, List<String> segments, boolean isProbe) {
    private static final String REST_END = "*}";

    private Optional<Match> match(List<String> path) {
      int last = segments.size() - 1;
      var takesRest = segments.getLast().endsWith(REST_END);
      if (takesRest ? path.size() <= last : path.size() != segments.size()) {
        return Optional.empty();
      }
      var parameters = new HashMap<String, String>();
      for (int i = 0; i < segments.size(); i++) {
        var segment = segments.get(i);
        if (takesRest && i == last) {
          var rest = path.subList(last, path.size());
          if (!isPlainRest(rest)) {
            return Optional.empty();
          }
          var name = segment.substring(1, segment.length() - REST_END.length());
          parameters.put(name, String.join("/", rest));
        } else if (segment.startsWith("{")) {
          if (!isPlainSegment(path.get(i))) {
            return Optional.empty();
          }
          parameters.put(segment.substring(1, segment.length() - 1), path.get(i));
        } else if (!segment.equals(path.get(i))) {
          return Optional.empty();
        }
      }
      return Optional.of(new Match(route, parameters, isProbe));
    }

    /// The last segment alone may be empty: `/console/` is the folder itself.
    private static boolean isPlainRest(List<String> rest) {
      for (int i = 0; i < rest.size(); i++) {
        var isEmptyEnd = i == rest.size() - 1 && rest.get(i).isEmpty();
        if (!isEmptyEnd && !isPlainSegment(rest.get(i))) {
          return false;
        }
      }
      return true;
    }

    private static boolean isPlainSegment(String segment) {
      return !segment.isEmpty() && !segment.equals(".") && !segment.equals("..");
    }
  }
}
