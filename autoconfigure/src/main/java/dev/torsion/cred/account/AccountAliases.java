package dev.torsion.cred.account;

import java.util.List;

/**
 * Other names of accounts: what a name may be short for. Beans of this type are asked for
 * names that no store has. Must not block.
 */
public interface AccountAliases {

	/**
	 * Most accounts that one name may be short for.
	 */
	int MAX_NAMES = 32;

	/**
	 * The accounts that somebody may mean.
	 * @param name a name that no store has
	 * @return names of accounts, no more than {@link #MAX_NAMES} of which are looked at.
	 * If exactly one of them is there it is meant; if several are the name is ambiguous,
	 * and nobody's
	 */
	List<String> of(String name);

}
