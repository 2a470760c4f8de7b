package dev.torsion.mail.store.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

import dev.torsion.mail.store.ChangeFeed;
import dev.torsion.mail.store.Flag;
import dev.torsion.mail.store.FlagChange;
import dev.torsion.mail.store.Keywords;
import dev.torsion.mail.store.MailStoreException;
import dev.torsion.mail.store.MailboxChange;
import dev.torsion.mail.store.MailboxView;
import dev.torsion.mail.store.StoredMessage;
import org.jspecify.annotations.Nullable;

/**
 * What a mailbox holds. Guarded by the lock of the store, its feed aside.
 */
final class MemoryFolder {

	/**
	 * How many keywords a mailbox can have, so that nobody fills the memory with them.
	 */
	private static final int MAX_KEYWORDS = 100;

	private final long uidValidity;

	private final ChangeFeed feed = new ChangeFeed();

	private final TreeMap<Long, MemoryMessage> messages = new TreeMap<>();

	private final Set<String> keywords = new LinkedHashSet<>();

	private long uidNext = 1;

	private long modSeq = 1;

	private @Nullable MailboxView view;

	MemoryFolder(long uidValidity) {
		this.uidValidity = uidValidity;
	}

	ChangeFeed feed() {
		return this.feed;
	}

	boolean isEmpty() {
		return this.messages.isEmpty();
	}

	@Nullable MemoryMessage find(long uid) {
		return this.messages.get(uid);
	}

	List<Long> uids() {
		return List.copyOf(this.messages.keySet());
	}

	MailboxView view() {
		MailboxView current = this.view;
		if (current == null) {
			current = new MailboxView(this.uidValidity, this.uidNext, this.modSeq,
					this.messages.values().stream().map(MemoryMessage::about).toList());
			this.view = current;
		}
		return current;
	}

	/** The keywords as they are written here; they count as used. */
	Set<String> spelled(Set<String> wanted) {
		Set<String> spelled = Keywords.spelled(wanted, this.keywords);
		Set<String> all = new LinkedHashSet<>(this.keywords);
		all.addAll(spelled);
		if (all.size() > MAX_KEYWORDS) {
			throw new MailStoreException(MailStoreException.Reason.LIMIT, "There are too many keywords");
		}
		this.keywords.addAll(spelled);
		return spelled;
	}

	long add(MessageBytes bytes, String guid, Instant received, Set<Flag> flags, Set<String> named, Notices notices) {
		long uid = this.uidNext++;
		StoredMessage about = new StoredMessage(uid, ++this.modSeq, guid, bytes.size(), received, flags, named);
		this.messages.put(uid, new MemoryMessage(about, bytes));
		changed(List.of(uid), List.of(), notices);
		return uid;
	}

	void remove(Collection<Long> uids, Notices notices) {
		this.messages.keySet().removeAll(Set.copyOf(uids));
		this.modSeq++;
		changed(List.of(), uids, notices);
	}

	Collection<Long> update(FlagChange change, Notices notices) {
		Set<String> named = spelled(change.keywords());
		List<Long> refused = new ArrayList<>();
		List<Long> changed = new ArrayList<>();
		long next = this.modSeq + 1;
		for (long uid : new LinkedHashSet<>(change.uids())) {
			MemoryMessage message = this.messages.get(uid);
			if (message != null && message.about().modSeq() > change.unchangedSince()) {
				refused.add(uid);
			}
			else if (message != null && update(message, change, named, next)) {
				changed.add(uid);
			}
		}
		if (!changed.isEmpty()) {
			this.modSeq = next;
			changed(changed, List.of(), notices);
		}
		return refused;
	}

	private boolean update(MemoryMessage message, FlagChange change, Set<String> named, long next) {
		StoredMessage about = message.about();
		Set<Flag> flags = change.apply(about.flags(), change.flags());
		Set<String> words = change.apply(about.keywords(), named);
		if (flags.equals(about.flags()) && words.equals(about.keywords())) {
			return false;
		}
		StoredMessage updated = new StoredMessage(about.uid(), next, about.guid(), about.size(), about.received(),
				flags, words);
		this.messages.put(about.uid(), new MemoryMessage(updated, message.bytes()));
		return true;
	}

	private void changed(Collection<Long> changed, Collection<Long> expunged, Notices notices) {
		this.view = null;
		MailboxChange change = new MailboxChange(this.modSeq, List.copyOf(changed), List.copyOf(expunged));
		notices.add(() -> this.feed.tell(change));
	}

}
