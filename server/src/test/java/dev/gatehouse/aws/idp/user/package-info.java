/// The operations on users and groups, behind the dispatcher.
@NullMarked
package dev.gatehouse.aws.idp.user;

import org.jspecify.annotations.NullMarked;
