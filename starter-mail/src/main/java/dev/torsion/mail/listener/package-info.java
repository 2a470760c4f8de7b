/**
 * Messages that are handled when all of them is there: by methods of the application, and
 * what keeps them in memory until then.
 */
@NullMarked
package dev.torsion.mail.listener;

import org.jspecify.annotations.NullMarked;
