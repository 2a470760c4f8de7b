/**
 * From recipients to those who take their mail: deliveries, templates, code.
 */
@NullMarked
package dev.torsion.mail.delivery;

import org.jspecify.annotations.NullMarked;
