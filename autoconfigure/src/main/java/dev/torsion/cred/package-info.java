/**
 * Who a peer is: one {@link dev.torsion.cred.Portal} for the logins of all protocols.
 * <p>
 * {@link dev.torsion.cred.Credentials} go in, Spring Security's {@code Authentication}
 * comes out. {@link dev.torsion.cred.PasswordPortal} proves passwords against a
 * {@code ReactiveUserDetailsService}, off the event loop and in the same time whether
 * there is such an account or not. To keep accounts elsewhere, declare a
 * {@code ReactiveUserDetailsService} bean; to prove them otherwise, a {@code Portal}
 * bean.
 */
@NullMarked
package dev.torsion.cred;

import org.jspecify.annotations.NullMarked;
