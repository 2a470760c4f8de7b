/**
 * The places where accounts are kept.
 */
@NullMarked
package dev.torsion.cred.store;

import org.jspecify.annotations.NullMarked;
