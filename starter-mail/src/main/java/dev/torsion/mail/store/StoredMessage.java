package dev.torsion.mail.store;

import java.time.Instant;
import java.util.Set;

/**
 * What a mailbox knows of a message without reading it.
 *
 * @param uid its UID, never used again in this mailbox
 * @param modSeq when it was last changed, RFC 7162: a number of the mailbox that only
 * grows
 * @param guid what its content is known by, the same for copies; printable ASCII, at most
 * 255 characters
 * @param size its size in bytes with line ends CRLF, as clients count it
 * @param received when it was received
 * @param flags its system flags
 * @param keywords its other flags
 */
public record StoredMessage(long uid, long modSeq, String guid, long size, Instant received, Set<Flag> flags,
		Set<String> keywords) {

	public StoredMessage {
		flags = Set.copyOf(flags);
		keywords = Set.copyOf(keywords);
	}

}
