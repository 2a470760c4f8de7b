package dev.torsion.mail.delivery;

import java.util.Collection;

import dev.torsion.mail.MailAddress;

/**
 * What addresses stand for, before anybody is asked whether he takes them. Must not
 * block.
 */
@FunctionalInterface
public interface Expansion {

	/**
	 * Follows aliases.
	 * @param address an address; its domain is empty for {@code postmaster} alone
	 * @return where its mail goes: itself if it is no alias, nothing if it is one of
	 * nobody
	 */
	Collection<MailAddress> expand(MailAddress address);

}
