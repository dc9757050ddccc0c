package dev.gatehouse.console;

import dev.gatehouse.administrators.AdministratorPasswords;
import dev.gatehouse.administrators.OpaqueToken;
import dev.gatehouse.administrators.SecondFactors.Begun;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.pool.AdministratorName;
import dev.gatehouse.pool.AdministratorRole;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.store.Administrators.Row;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.Sealed;
import dev.gatehouse.store.SetUpLinks;
import dev.gatehouse.store.WriteTx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// `POST /console/setup`: whoever has a link chooses a password, and is signed in. A link makes the
/// first administrator, while there is none, or is an administrator's own (UI-01, S-1 to S-3).
final class SetUpEndpoint implements Gate.Endpoint {
  private final SignInEndpoint.Rules rules;
  private final ConsoleWay way;

  SetUpEndpoint(SignInEndpoint.Rules rules, ConsoleWay way) {
    this.rules = rules;
    this.way = way;
  }

  /// Whose password is chosen.
  ///
  /// @param who as he is before; of the first administrator as he will be
  private record Found(SetUpLinks.Row link, Row who) {
    boolean isFirst() {
      return link.name().isEmpty();
    }
  }

  /// What the form holds.
  private record Sent(String token, Optional<String> name, String password, boolean withTotp) {
    /// Says nothing of it.
    @Override
    public String toString() {
      return "Sent[…]";
    }
  }

  /// What is stored of it.
  private record Chosen(Sealed password, Optional<Begun> begun) {}

  @Override
  public Response answer(Request request) {
    if (!way.takesPasswords(request)) {
      throw new ConsoleException(ConsoleError.PLAIN_HTTP);
    }
    var form = JsonForm.of(request);
    form.requireOnly("Token", "Name", "Password", "WithTotp");
    var sent =
        new Sent(
            form.text("Token"),
            form.optionalText("Name"),
            form.text("Password"),
            form.flag("WithTotp"));
    return rules.trail().serve("ConsoleSetUp", request, attempt -> setUp(sent, attempt, request));
  }

  private Response setUp(Sent sent, ConsoleTrail.Attempt attempt, Request request) {
    sent.name.ifPresent(attempt::claims);
    attempt.secondFactor(sent.withTotp);
    var found = find(sent, rules.env().now());
    found.link.name().ifPresent(attempt::by);
    AdministratorPasswords.require(found.who.name(), sent.password);
    var begun =
        sent.withTotp
            ? Optional.of(rules.factors().begin(found.who.name()))
            : Optional.<Begun>empty();
    var made = rules.passwords().make(found.who.name(), sent.password);
    return begin(found, new Chosen(made, begun), attempt, request);
  }

  private Found find(Sent sent, Instant now) {
    var hash = OpaqueToken.hash(sent.token);
    return rules
        .store()
        .<Found>read(tx -> {
          var link =
              tx.setUpLinks()
                  .find(hash)
                  .filter(row -> now.isBefore(row.expiresAt()))
                  .orElseThrow(() -> new RefusedException(unknown(tx)));
          return new Found(
              link,
              link.name()
                  .map(own -> named(tx, own, sent.name))
                  .orElseGet(() -> first(tx, sent.name, now)));
        });
  }

  private static Refusal unknown(ReadTx tx) {
    return tx.administrators().list().isEmpty()
        ? new Refusal.UnknownSetUpLink()
        : new Refusal.SetUpDone();
  }

  /// The link knows his name; a page that asks for it must hear the same.
  private static Row named(ReadTx tx, AdministratorName own, Optional<String> sent) {
    if (sent.filter(text -> AdministratorName.parse(text).filter(own::isSame).isEmpty())
        .isPresent()) {
      throw new ConsoleException(ConsoleError.OTHER_NAME);
    }
    return tx.administrators()
        .find(own)
        .orElseThrow(() -> new RefusedException(new Refusal.UnknownSetUpLink()));
  }

  private static Row first(ReadTx tx, Optional<String> sent, Instant now) {
    if (!tx.administrators().list().isEmpty()) {
      throw new RefusedException(new Refusal.SetUpDone());
    }
    var name =
        sent.flatMap(AdministratorName::parse)
            .orElseThrow(() -> new ConsoleException(ConsoleError.BAD_NAME));
    return Row.create(name, AdministratorRole.ADMINISTRATOR, List.of(), now);
  }

  private Response begin(
      Found found, Chosen chosen, ConsoleTrail.Attempt attempt, Request request) {
    var made = rules.sessions().make(found.who);
    var cookie = way.cookie(request);
    attempt.by(found.who.name());
    attempt.write(
        () -> rules.store().write(tx -> store(tx, found, chosen, made, cookie.token(request))));
    var body = rules.view().of(found.who, made.keys());
    chosen.begun.ifPresent(
        factor -> body.put("TotpSecret", factor.secret()).put("TotpUri", factor.uri()));
    return Gate.ok(body.build()).with("Set-Cookie", cookie.set(made.token().value()));
  }

  private boolean store(
      WriteTx tx, Found found, Chosen chosen, Sessions.Made made, Optional<String> before) {
    if (!tx.setUpLinks().take(found.link)) {
      throw new RefusedException(unknown(tx));
    }
    var now = made.session().createdAt();
    tx.administrators()
        .update(
            lock(tx, found)
                .withPassword(Optional.of(chosen.password), now)
                .withTotp(chosen.begun.map(Begun::totp), now)
                .signedIn(now));
    tx.consoleSessions().endAllOf(found.who.name(), Optional.empty());
    Sessions.end(tx, before);
    rules.sessions().begin(tx, made);
    return true;
  }

  private static Row lock(WriteTx tx, Found found) {
    if (found.isFirst()) {
      if (!tx.administrators().list().isEmpty()) {
        throw new RefusedException(new Refusal.SetUpDone());
      }
      tx.administrators().insert(found.who);
    }
    return tx.administrators()
        .lock(found.who.name())
        .filter(row -> row.role() == found.who.role() && row.pools().equals(found.who.pools()))
        .orElseThrow(() -> new RefusedException(new Refusal.UnknownSetUpLink()));
  }
}
