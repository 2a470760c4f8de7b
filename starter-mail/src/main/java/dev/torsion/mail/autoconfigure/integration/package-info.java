/**
 * Auto-configuration of mail for flows of Spring Integration.
 */
@NullMarked
package dev.torsion.mail.autoconfigure.integration;

import org.jspecify.annotations.NullMarked;
