/**
 * What happens to a query: who may ask, who answers, and how the answer is put on the
 * wire.
 */
@NullMarked
package dev.torsion.names.session;

import org.jspecify.annotations.NullMarked;
