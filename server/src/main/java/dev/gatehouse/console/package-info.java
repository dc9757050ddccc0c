/// The console's own edge: its files, from the module `console` on the class path, and who is
/// signed in. Everything else the page does is a signed call of the APIs, with keys that it gets
/// here and that its administrator's role limits (console reference 5.2).
///
/// - `GET /console/…`: files, and the one page that shows every view
/// - `GET /cognito/…`: addresses of Amazon's console, with the host replaced
/// - `GET /console/state`: whether there is an administrator
/// - `POST /console/setup`: the first administrator, or one who has a link, chooses a password
/// - `POST`, `GET`, `DELETE /console/session`: signs in, also again, renews keys, signs out
@NullMarked
package dev.gatehouse.console;

import org.jspecify.annotations.NullMarked;
