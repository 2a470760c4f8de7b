/**
 * Auto-configuration of the mail servers.
 */
@NullMarked
package dev.torsion.mail.autoconfigure;

import org.jspecify.annotations.NullMarked;
