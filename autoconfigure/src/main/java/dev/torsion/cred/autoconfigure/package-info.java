/**
 * Auto-configuration of the portal and of the accounts it knows.
 */
@NullMarked
package dev.torsion.cred.autoconfigure;

import org.jspecify.annotations.NullMarked;
