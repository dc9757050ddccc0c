/// What a pool asks of its users: by what names they are found, which attributes they have, which
/// passwords they may choose. Users §2.
@NullMarked
package dev.gatehouse.users;

import org.jspecify.annotations.NullMarked;
