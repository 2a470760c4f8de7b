package dev.torsion.cred.service;

import java.util.Set;
import java.util.regex.Pattern;

import dev.torsion.cred.account.AccountNames;
import dev.torsion.cred.account.AppPasswords;
import dev.torsion.cred.account.Secret;

/**
 * A device or program that has a password of its own.
 *
 * @param label what its owner calls it
 * @param protocols the protocols it is for, in lower case; all if empty
 */
public record Device(String label, Set<String> protocols) {

	private static final int MAX_LABEL = 100;

	private static final int MAX_PROTOCOLS = 20;

	private static final Pattern PROTOCOL = Pattern.compile("[a-z0-9-]{1,32}");

	public Device {
		protocols = Set.copyOf(protocols);
	}

	static Device of(String label, Set<String> protocols) {
		if (label.length() > MAX_LABEL || !AccountNames.isPossible(label)) {
			throw new IllegalArgumentException("The label of a device has from 1 to " + MAX_LABEL
					+ " characters, none of them invisible, and no space at its ends");
		}
		if (protocols.size() > MAX_PROTOCOLS || !protocols.stream().allMatch(PROTOCOL.asMatchPredicate())) {
			throw new IllegalArgumentException(
					"A device has " + MAX_PROTOCOLS + " protocols at most, each of them in lower case as in 'imap'");
		}
		return new Device(label, protocols);
	}

	Secret.AppPassword secret(String password) {
		return new Secret.AppPassword(this.label, this.protocols, AppPasswords.digest(password));
	}

}
