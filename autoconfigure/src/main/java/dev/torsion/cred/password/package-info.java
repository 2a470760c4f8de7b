/**
 * Encoded passwords: the forms they are kept in, and how to look as though there were
 * one.
 */
@NullMarked
package dev.torsion.cred.password;

import org.jspecify.annotations.NullMarked;
