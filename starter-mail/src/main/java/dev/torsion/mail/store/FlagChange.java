package dev.torsion.mail.store;

import java.util.Collection;
import java.util.HashSet;
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
	 * What becomes of flags by this change.
	 * @param before the flags before
	 * @param named the flags that the change is about
	 * @param <T> the type of flags
	 * @return the flags after it
	 */
	public <T> Set<T> apply(Set<T> before, Set<T> named) {
		Set<T> after = new HashSet<>((this.mode == Mode.REPLACE) ? Set.of() : before);
		if (this.mode == Mode.REMOVE) {
			after.removeAll(named);
		}
		else {
			after.addAll(named);
		}
		return after;
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
