package dev.gatehouse.console;

import dev.gatehouse.audit.AuditFacts;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.env.RequestContext;
import dev.gatehouse.http.Request;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.pool.AdministratorName;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.store.StoreUnavailableException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Leaves an event of each write of the console's own addresses (UI-19): in the transaction of the
/// write, or, of what was refused, with the error. No password, code or token is in any; what is no
/// request at all leaves none.
///
/// @param about the server, whose first Region and account events name
record ConsoleTrail(AuditLog log, ConsoleRoutes.About about) {
  /// Who is not known: a wrong name may be a password in the wrong field.
  private static final String NOBODY = "anonymous";

  /// Only who knows the password, or is signed in, is refused with these.
  private static final Set<ConsoleError> BEHIND_THE_PASSWORD =
      EnumSet.of(ConsoleError.CODE_NEEDED, ConsoleError.WRONG_CODE);

  /// In code points: half of a character is none.
  private static final int BEGINNING = 4;

  /// Serves a request that is to leave an event.
  ///
  /// @param event its name, for instance `ConsoleSignIn`
  <T> T serve(String event, Request request, Function<Attempt, T> work) {
    var attempt = new Attempt(event, request);
    try {
      return work.apply(attempt);
    } catch (ConsoleException refused) {
      attempt.refused(refused.error());
      throw refused;
    } catch (RefusedException refused) {
      attempt.refused(ConsoleRefusals.of(refused.refusal()).error());
      throw refused;
    } catch (StoreUnavailableException unavailable) {
      attempt.refused(ConsoleError.UNAVAILABLE);
      throw unavailable;
    } catch (RuntimeException fault) {
      attempt.refused(ConsoleError.INTERNAL);
      throw fault;
    }
  }

  /// What somebody tries. Used by one thread.
  final class Attempt {
    private final String event;
    private final Request request;
    private Optional<String> claimed = Optional.empty();
    private Optional<AdministratorName> who = Optional.empty();
    private Optional<Boolean> secondFactor = Optional.empty();

    private Attempt(String event, Request request) {
      this.event = event;
      this.request = request;
    }

    /// The name that was sent.
    void claims(String name) {
      claimed = Optional.of(name);
    }

    /// Whose name that is, or whose session or link.
    void by(AdministratorName name) {
      who = Optional.of(name);
    }

    /// Whether a code was sent, or a second factor begun.
    void secondFactor(boolean used) {
      secondFactor = Optional.of(used);
    }

    /// Does what it is about: the event is in the first transaction of `work`.
    <T> T write(Supplier<T> work) {
      var call = log.begin(facts(), UnaryOperator.identity());
      var done = call.run(work);
      log.succeeded(call);
      return done;
    }

    private void refused(ConsoleError error) {
      if (who.isPresent() && BEHIND_THE_PASSWORD.contains(error)) {
        log.refusedWithPassword(facts(), error.code(), error.text());
      } else {
        log.refusedAtTheDoor(facts(), error.code(), error.text());
      }
    }

    private AuditFacts facts() {
      var parameters = JsonValue.object();
      who.map(AdministratorName::value)
          .or(() -> claimed.map(Attempt::beginning))
          .ifPresent(name -> parameters.put("Name", name));
      secondFactor.ifPresent(used -> parameters.put("SecondFactor", used));
      return new AuditFacts(
          event,
          Optional.empty(),
          who.map(this::arn).orElse(NOBODY),
          Optional.empty(),
          request.peer(),
          request.headers().first("user-agent").orElse(""),
          RequestContext.current().map(RequestContext::requestId).orElse(""),
          about.regions().getFirst(),
          parameters.build());
    }

    private String arn(AdministratorName name) {
      return "arn:aws:iam::" + about.accountId() + ":user/" + name.value();
    }

    private static String beginning(String text) {
      return text.codePointCount(0, text.length()) <= BEGINNING
          ? text
          : text.substring(0, text.offsetByCodePoints(0, BEGINNING)) + "…";
    }
  }
}
