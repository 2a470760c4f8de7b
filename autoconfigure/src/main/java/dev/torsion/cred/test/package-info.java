/**
 * Logins for tests of protocols, without accounts, hashing or threads.
 */
@NullMarked
package dev.torsion.cred.test;

import org.jspecify.annotations.NullMarked;
