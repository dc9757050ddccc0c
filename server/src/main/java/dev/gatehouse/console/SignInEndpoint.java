package dev.gatehouse.console;

import dev.gatehouse.administrators.AdministratorPasswords;
import dev.gatehouse.administrators.GuessLimit;
import dev.gatehouse.administrators.GuessLimit.Guess;
import dev.gatehouse.administrators.SecondFactors;
import dev.gatehouse.administrators.SignInLink;
import dev.gatehouse.env.Env;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.pool.AdministratorName;
import dev.gatehouse.pool.AdministratorRole;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.store.Administrators.Row;
import dev.gatehouse.store.Administrators.Totp;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.WriteTx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// `POST /console/session`: a name with its password, and a code where there is a second factor; or
/// the one-time link of a dev server; or, of somebody who is signed in, the same without the name
/// (UI-07), or the first code of his second factor.
final class SignInEndpoint implements Gate.Endpoint {
  private final Rules rules;
  private final ConsoleWay way;

  /// What it decides by.
  record Rules(
      Store store,
      Env env,
      AdministratorPasswords passwords,
      SecondFactors factors,
      GuessLimit guesses,
      Sessions sessions,
      SessionView view,
      ConsoleTrail trail,
      Optional<SignInLink> signInLink) {}

  SignInEndpoint(Rules rules, ConsoleWay way) {
    this.rules = rules;
    this.way = way;
  }

  /// What the form holds.
  ///
  /// @param name of who is signed in, where it was not sent
  /// @param isAgain whether he is signed in already
  private record Sent(String name, boolean isAgain, String password, Optional<String> code) {
    /// Says nothing of it.
    @Override
    public String toString() {
      return "Sent[…]";
    }
  }

  /// Who has proved who he is.
  ///
  /// @param isNew whether he is to be made
  /// @param used his second factor after the code
  /// @param guess that was right
  private record Proved(Row who, boolean isNew, Optional<Totp> used, Optional<Guess> guess) {}

  @Override
  public Response answer(Request request) {
    if (!way.takesPasswords(request)) {
      throw new ConsoleException(ConsoleError.PLAIN_HTTP);
    }
    var form = JsonForm.of(request);
    if (form.has("LinkToken")) {
      form.requireOnly("LinkToken");
      var token = form.text("LinkToken");
      return rules.trail.serve(
          "ConsoleLinkSignIn", request, attempt -> byLink(token, attempt, request));
    }
    if (form.has("ConfirmTotp")) {
      form.requireOnly("ConfirmTotp");
      return confirm(form.text("ConfirmTotp"), request);
    }
    form.requireOnly("Name", "Password", "Code");
    var isAgain = !form.has("Name") && form.has("Password");
    var sent =
        new Sent(
            isAgain ? living(request).administrator().name().value() : form.text("Name"),
            isAgain,
            form.text("Password"),
            form.optionalText("Code"));
    return rules.trail.serve(
        isAgain ? "ConsoleStepUp" : "ConsoleSignIn",
        request,
        attempt -> byPassword(sent, attempt, request));
  }

  /// Whose page it is.
  private Sessions.Living living(Request request) {
    return way.cookie(request)
        .token(request)
        .flatMap(rules.sessions::find)
        .orElseThrow(() -> new ConsoleException(ConsoleError.NO_SESSION));
  }

  /// A new session takes the place of the one before, also where somebody who is signed in proves
  /// it again: everything that asks how old his sign-in is sees it at once, on every node (record
  /// 33).
  ///
  /// The order is that of the secrets: whoever does not know the password learns nothing of a
  /// second factor, and both are counted before they are looked at (BF-03).
  private Response byPassword(Sent sent, ConsoleTrail.Attempt attempt, Request request) {
    var code = sent.code;
    attempt.claims(sent.name);
    attempt.secondFactor(code.isPresent());
    var found =
        AdministratorName.parse(sent.name)
            .flatMap(
                known -> rules.store.<Optional<Row>>read(tx -> tx.administrators().find(known)));
    found.map(Row::name).ifPresent(attempt::by);
    var guess = reserve(sent, request);
    if (!rules.passwords.matches(found, sent.password)) {
      throw new RefusedException(new Refusal.WrongAdministratorPassword());
    }
    var who = found.orElseThrow();
    if (code.isEmpty() && who.totp().filter(Totp::enabled).isPresent()) {
      rules.guesses.giveBack(guess);
      throw new RefusedException(new Refusal.TotpNeeded());
    }
    code.ifPresent(_ -> rules.guesses.reserveCode(who.name().value()));
    var used = code.map(text -> rules.factors.use(who, text));
    return begin(new Proved(who, false, used, Optional.of(guess)), attempt, request);
  }

  /// Strangers keep nobody who is signed in from proving it again (BF-07).
  private Guess reserve(Sent sent, Request request) {
    return sent.isAgain
        ? rules.guesses.reserve(sent.name)
        : rules.guesses.reserve(sent.name, request.peer());
  }

  private Response byLink(String token, ConsoleTrail.Attempt attempt, Request request) {
    if (!way.takesLinks(request) || rules.signInLink.filter(link -> link.take(token)).isEmpty()) {
      throw new ConsoleException(ConsoleError.WRONG_LINK);
    }
    var there =
        rules.store.<Optional<Row>>read(tx -> tx.administrators().find(AdministratorName.DEV));
    var who = there.orElseGet(this::developer);
    attempt.by(who.name());
    return begin(
        new Proved(who, there.isEmpty(), Optional.empty(), Optional.empty()), attempt, request);
  }

  private Row developer() {
    return Row.create(
        AdministratorName.DEV, AdministratorRole.ADMINISTRATOR, List.of(), rules.env.now());
  }

  private Response begin(Proved proved, ConsoleTrail.Attempt attempt, Request request) {
    var made = rules.sessions.make(proved.who);
    var cookie = way.cookie(request);
    attempt.write(() -> rules.store.write(tx -> store(tx, proved, made, cookie.token(request))));
    return Gate.ok(rules.view.of(proved.who, made.keys()).build())
        .with("Set-Cookie", cookie.set(made.token().value()));
  }

  private boolean store(WriteTx tx, Proved proved, Sessions.Made made, Optional<String> before) {
    var now = made.session().createdAt();
    var used = proved.used;
    if (proved.isNew && tx.administrators().lock(proved.who.name()).isEmpty()) {
      tx.administrators().insert(proved.who);
    }
    var locked = lockUnchanged(tx, proved.who);
    used.ifPresent(totp -> SecondFactors.requireUnused(locked, totp));
    tx.administrators()
        .update(used.map(totp -> locked.withTotp(used, now)).orElse(locked).signedIn(now));
    Sessions.end(tx, before);
    rules.sessions.begin(tx, made);
    proved.guess.ifPresent(right -> rules.guesses.forget(tx, right));
    used.ifPresent(_ -> rules.guesses.forgetCodes(tx, proved.who.name().value()));
    return true;
  }

  /// What was looked at must still be so: another request may have changed it meanwhile.
  private static Row lockUnchanged(WriteTx tx, Row seen) {
    return tx.administrators()
        .lock(seen.name())
        .filter(row ->
            row.password().equals(seen.password())
                && row.role() == seen.role()
                && row.pools().equals(seen.pools())
                && isOn(row) == isOn(seen))
        .orElseThrow(() -> new RefusedException(new Refusal.WrongAdministratorPassword()));
  }

  private static boolean isOn(Row row) {
    return row.totp().filter(Totp::enabled).isPresent();
  }

  private Response confirm(String code, Request request) {
    var living = living(request);
    return rules.trail.serve(
        "ConsoleConfirmTotp",
        request,
        attempt -> {
          attempt.by(living.administrator().name());
          return confirm(code, living, attempt);
        });
  }

  private Response confirm(String code, Sessions.Living living, ConsoleTrail.Attempt attempt) {
    var who = living.administrator();
    var guess = rules.guesses.reserve(who.name().value());
    var used = rules.factors.use(who, code);
    var now = rules.env.now();
    attempt.write(() ->
        rules.store.write(tx -> {
          store(tx, who, used, now);
          rules.guesses.forget(tx, guess);
          return true;
        }));
    return Gate.ok(rules.view.of(who, rules.sessions.renew(living)).build());
  }

  private static void store(WriteTx tx, Row who, Totp used, Instant now) {
    var locked =
        tx.administrators()
            .lock(who.name())
            .orElseThrow(() -> new ConsoleException(ConsoleError.NO_SESSION));
    SecondFactors.requireUnused(locked, used);
    tx.administrators().update(locked.withTotp(Optional.of(used), now));
  }
}
