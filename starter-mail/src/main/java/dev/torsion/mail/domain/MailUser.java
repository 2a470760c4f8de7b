package dev.torsion.mail.domain;

import dev.torsion.mail.MailAddress;
import dev.torsion.mail.store.MailStore;

/**
 * Somebody with mailboxes, who has logged in: what the protocols that read mail ask the
 * portal for.
 *
 * @param address the address
 * @param store where the mailboxes are
 */
public record MailUser(MailAddress address, MailStore store) {

}
