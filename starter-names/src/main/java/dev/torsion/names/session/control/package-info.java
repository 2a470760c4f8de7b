/**
 * Messages that are no plain queries: what is signed, transfers, notices.
 */
@NullMarked
package dev.torsion.names.session.control;

import org.jspecify.annotations.NullMarked;
