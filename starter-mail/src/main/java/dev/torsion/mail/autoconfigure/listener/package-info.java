/**
 * Auto-configuration of methods that listen to mail.
 */
@NullMarked
package dev.torsion.mail.autoconfigure.listener;

import org.jspecify.annotations.NullMarked;
