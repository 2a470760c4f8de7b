package dev.torsion.names.session.control;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.torsion.names.tsig.TsigKeys;
import dev.torsion.net.address.AddressRanges;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Who may do something with a zone: some addresses, and whoever has one of some keys.
 *
 * @param addresses the addresses
 * @param keys the names of the keys
 */
public record AccessList(AddressRanges addresses, Set<Name> keys) {

	/** Nobody. */
	public static final AccessList NOBODY = new AccessList(AddressRanges.NONE, Set.of());

	private static final String KEY = "key:";

	/**
	 * Reads a list.
	 * @param property the property that has the list, for a failure text
	 * @param entries addresses as {@link AddressRanges#of} takes them, and names of keys
	 * after {@code key:}
	 * @param keys the keys there are
	 * @return the list
	 * @throws FailureAnalyzedException if an entry is no address, or there is no such key
	 */
	public static AccessList of(String property, List<String> entries, TsigKeys keys) {
		List<String> addresses = new ArrayList<>();
		Set<Name> names = new HashSet<>();
		for (String entry : entries) {
			if (entry.strip().startsWith(KEY)) {
				names.add(key(property, entry.strip().substring(KEY.length()), keys));
			}
			else {
				addresses.add(entry);
			}
		}
		return new AccessList(AddressRanges.of(property, addresses,
				"'key:' and a name of 'network.names.tsig-keys' means who has it."), names);
	}

	/**
	 * Finds a key that a property names.
	 * @param property the property, for a failure text
	 * @param name the name of the key
	 * @param keys the keys there are
	 * @return its name
	 * @throws FailureAnalyzedException if there is no such key
	 */
	public static Name key(String property, String name, TsigKeys keys) {
		try {
			Name found = Name.fromString(name, Name.root);
			if (keys.find(found) != null) {
				return found;
			}
		}
		catch (TextParseException ex) {
			// Said below
		}
		throw new FailureAnalyzedException("There is no key '" + name + "', which " + property + " names.",
				"Add it to 'network.names.tsig-keys', with its name and secret.");
	}

	/**
	 * Whether somebody may.
	 * @param client the address
	 * @param key the name of the key that has signed the request, {@code null} if none
	 * has
	 * @return whether it is so
	 */
	public boolean permits(InetAddress client, @Nullable Name key) {
		return (key != null && this.keys.contains(key)) || this.addresses.contains(client);
	}

}
