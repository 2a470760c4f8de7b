/**
 * The mechanisms of SASL that are no more than a message or two, and the checkers of what
 * only they bring.
 */
@NullMarked
package dev.torsion.cred.sasl.mechanism;

import org.jspecify.annotations.NullMarked;
