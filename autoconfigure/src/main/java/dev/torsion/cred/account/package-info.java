/**
 * Accounts: what is known of those who may log in, where that is kept, and how their
 * credentials are checked against it.
 */
@NullMarked
package dev.torsion.cred.account;

import org.jspecify.annotations.NullMarked;
