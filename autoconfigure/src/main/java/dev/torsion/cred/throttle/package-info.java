/**
 * What slows down those who guess passwords.
 * <p>
 * A login passes two gates, that of the address it comes from and that of the account it
 * is for. A {@link dev.torsion.cred.throttle.Gate} lets a few through at a time and, once
 * there were wrong ones, one after a pause that doubles; the others wait in it. Nobody
 * waits for somebody else's gate.
 */
@NullMarked
package dev.torsion.cred.throttle;

import org.jspecify.annotations.NullMarked;
