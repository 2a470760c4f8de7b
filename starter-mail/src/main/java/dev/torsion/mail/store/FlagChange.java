package dev.torsion.mail.store;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * A change of flags, to be made to several messages.
 *
 * @param uids which messages; those that are gone are left out
 * @param mode what is done with the flags
 * @param flags system flags
 * @param keywords other flags
 * @param unchangedSince messages that were changed after that are left alone, RFC 7162
 * section 3.1.3; {@link Long#MAX_VALUE} for none
 */
public record FlagChange(Collection<Long> uids, Mode mode, Set<Flag> flags, Set<String> keywords, long unchangedSince) {

	public FlagChange {
		uids = List.copyOf(uids);
		flags = Set.copyOf(flags);
		keywords = Set.copyOf(keywords);
	}

	/**
	 * What is done with the flags.
	 */
	public enum Mode {

		/** They are added. */
		ADD,

		/** They are taken away. */
		REMOVE,

		/** They take the place of all there are. */
		REPLACE

	}

}
