package dev.torsion.mail.smtp.session.settings;

import dev.torsion.cred.Portal;
import dev.torsion.cred.sasl.Sasl;

/**
 * How clients log in.
 *
 * @param portal who is let in
 * @param sasl the mechanisms
 * @param senders whose an address is
 * @param sendersChecked whether clients may send as themselves alone
 */
public record Logins(Portal portal, Sasl sasl, SenderRule senders, boolean sendersChecked) {

}
