/**
 * Which domains are hosted, and whose mailbox an address is: users, aliases, catch-alls.
 */
@NullMarked
package dev.torsion.mail.domain;

import org.jspecify.annotations.NullMarked;
