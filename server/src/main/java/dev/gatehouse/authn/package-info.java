/// How users sign in over the user pools API (behaviour reference users §3): a machine of entries.
/// A flow begins with a first factor; a factor or an answered challenge proves something; whatever
/// the user still owes is asked for, one challenge after the other; then there are tokens. Between
/// two calls nothing is stored but that a session was used: the session travels, sealed. Decision
/// record 24.
///
/// Knows nothing of the wire: an edge hands in parameters by name and words the outcome.
@NullMarked
package dev.gatehouse.authn;

import org.jspecify.annotations.NullMarked;
