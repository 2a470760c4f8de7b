package dev.torsion.mail.pop3.session;

import dev.torsion.cred.Portal;
import dev.torsion.cred.sasl.Sasl;

/**
 * What all sessions of a server share.
 *
 * @param commands the verbs
 * @param portal where clients log in
 * @param sasl the ways to do that with AUTH
 * @param locks who has which maildrop
 * @param limits what one client may do
 */
public record Pop3Server(Pop3Commands commands, Portal portal, Sasl sasl, MaildropLocks locks, Pop3Limits limits) {

}
