/**
 * Mail as messages of Spring Integration, as it arrives and without polling.
 */
@NullMarked
package dev.torsion.mail.integration;

import org.jspecify.annotations.NullMarked;
