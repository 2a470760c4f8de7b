/**
 * A catcher of mail, for development: takes everything, delivers nothing, shows what it
 * has.
 */
@NullMarked
package dev.torsion.mail.catcher;

import org.jspecify.annotations.NullMarked;
