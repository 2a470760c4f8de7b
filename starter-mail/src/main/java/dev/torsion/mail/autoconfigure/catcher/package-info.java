/**
 * Auto-configuration of the catcher of mail.
 */
@NullMarked
package dev.torsion.mail.autoconfigure.catcher;

import org.jspecify.annotations.NullMarked;
