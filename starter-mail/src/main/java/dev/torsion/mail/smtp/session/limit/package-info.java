/**
 * How much mail comes from one client or account in a time.
 */
@NullMarked
package dev.torsion.mail.smtp.session.limit;

import org.jspecify.annotations.NullMarked;
