package dev.torsion.mail.store.memory;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.torsion.mail.MailAddress;
import dev.torsion.mail.store.Flag;
import dev.torsion.mail.store.MailStoreException;
import dev.torsion.mail.store.MailStoreException.Reason;
import dev.torsion.mail.store.MailboxName;
import dev.torsion.mail.store.StoredMessage;
import org.jspecify.annotations.Nullable;

/**
 * All mailboxes, under one lock: what is done with them is short, and moves from one to
 * another are atomic.
 */
final class MemoryFolders {

	/** How many mailboxes somebody can make. */
	private static final int MAX_MAILBOXES = 1000;

	private final Map<MailAddress, Map<String, MemoryFolder>> folders = new HashMap<>();

	private final Map<MailAddress, Set<String>> subscriptions = new HashMap<>();

	private final MemorySpace space;

	private long lastUidValidity;

	private Notices notices = new Notices();

	MemoryFolders(MemoryLimits limits) {
		this.space = new MemorySpace(limits, this::evict);
	}

	/** Does something under the lock; what that changes is told after it. */
	<T extends @Nullable Object> T locked(Function<MemoryFolders, T> work) {
		Notices told = new Notices();
		try {
			synchronized (this) {
				this.notices = told;
				return work.apply(this);
			}
		}
		finally {
			told.tell();
		}
	}

	MemorySpace space() {
		return this.space;
	}

	Notices notices() {
		return this.notices;
	}

	private Map<String, MemoryFolder> of(MailAddress owner) {
		return this.folders.computeIfAbsent(owner, (key) -> new TreeMap<>());
	}

	MemoryFolder get(MailboxName name) {
		MemoryFolder folder = this.folders.getOrDefault(name.owner(), Map.of()).get(name.name());
		if (folder == null && name.isInbox()) {
			return getOrCreate(name);
		}
		if (folder == null) {
			throw new MailStoreException(Reason.NO_MAILBOX, "There is no such mailbox");
		}
		return folder;
	}

	MemoryFolder getOrCreate(MailboxName name) {
		return of(name.owner()).computeIfAbsent(name.name(), (key) -> newFolder());
	}

	private MemoryFolder newFolder() {
		this.lastUidValidity = Math.max(this.lastUidValidity + 1, Instant.now().getEpochSecond());
		return new MemoryFolder(this.lastUidValidity);
	}

	void create(MailboxName name) {
		Map<String, MemoryFolder> all = of(name.owner());
		if (name.isInbox() || all.containsKey(name.name())) {
			throw new MailStoreException(Reason.EXISTS, "There is such a mailbox already");
		}
		if (all.size() >= MAX_MAILBOXES) {
			throw new MailStoreException(Reason.LIMIT, "There are too many mailboxes");
		}
		all.put(name.name(), newFolder());
	}

	void delete(MailboxName name) {
		if (name.isInbox()) {
			throw new MailStoreException(Reason.BAD_NAME, "The INBOX cannot be deleted");
		}
		MemoryFolder folder = get(name);
		folder.uids().forEach((uid) -> this.space.empty(new MemorySpace.Slot(folder, uid), size(folder, uid)));
		of(name.owner()).remove(name.name());
		this.notices.add(folder.feed()::end);
	}

	/** What is in the INBOX goes to the new mailbox, RFC 3501 section 6.3.5. */
	void rename(MailboxName name, MailboxName other) {
		get(name);
		if (name.isInbox()) {
			create(other);
			move(name, get(name).uids(), other);
			return;
		}
		if (other.isInbox() || other.name().startsWith(name.name() + "/")) {
			throw new MailStoreException(Reason.BAD_NAME, "It cannot be renamed to that");
		}
		Map<String, MemoryFolder> all = of(name.owner());
		Map<String, String> renamed = new TreeMap<>();
		all.keySet()
			.stream()
			.filter((old) -> old.equals(name.name()) || old.startsWith(name.name() + "/"))
			.forEach((old) -> renamed.put(old, other.name() + old.substring(name.name().length())));
		if (renamed.values().stream().anyMatch(all::containsKey)) {
			throw new MailStoreException(Reason.EXISTS, "There is such a mailbox already");
		}
		renamed.forEach((old, now) -> {
			MemoryFolder folder = Objects.requireNonNull(all.remove(old));
			all.put(now, folder);
			this.notices.add(folder.feed()::end);
		});
	}

	List<String> list(MailAddress owner) {
		Set<String> names = new TreeSet<>(this.folders.getOrDefault(owner, Map.of()).keySet());
		names.remove(MailboxName.INBOX);
		return List.copyOf(names);
	}

	Set<String> subscriptions(MailAddress owner) {
		return Set.copyOf(this.subscriptions.getOrDefault(owner, Set.of()));
	}

	void subscribe(MailboxName name, boolean subscribed) {
		Set<String> names = this.subscriptions.computeIfAbsent(name.owner(), (key) -> new TreeSet<>());
		if (!subscribed) {
			names.remove(name.name());
		}
		else if (names.size() < MAX_MAILBOXES) {
			names.add(name.name());
		}
		else {
			throw new MailStoreException(Reason.LIMIT, "There are too many subscriptions");
		}
	}

	/** The room for it has been reserved. */
	long add(MailboxName name, MessageBytes bytes, String guid, Arrival arrival) {
		MemoryFolder folder = getOrCreate(name);
		long uid = folder.add(bytes, guid, arrival.received(), arrival.flags(), folder.spelled(arrival.keywords()),
				this.notices);
		this.space.fill(new MemorySpace.Slot(folder, uid));
		return uid;
	}

	void expunge(MailboxName name, Collection<Long> uids) {
		remove(get(name), uids);
	}

	private void remove(MemoryFolder folder, Collection<Long> uids) {
		List<Long> there = uids.stream().filter((uid) -> folder.find(uid) != null).distinct().toList();
		there.forEach((uid) -> this.space.empty(new MemorySpace.Slot(folder, uid), size(folder, uid)));
		if (!there.isEmpty()) {
			folder.remove(there, this.notices);
		}
	}

	private static long size(MemoryFolder folder, long uid) {
		return Objects.requireNonNull(folder.find(uid)).about().size();
	}

	Map<Long, Long> copy(MailboxName name, Collection<Long> uids, MailboxName target) {
		MemoryFolder from = get(name);
		MemoryFolder to = get(target);
		List<MemoryMessage> messages = uids.stream()
			.distinct()
			.map(from::find)
			.filter(Objects::nonNull)
			.sorted((one, other) -> Long.compare(one.about().uid(), other.about().uid()))
			.toList();
		to.spelled(messages.stream()
			.flatMap((message) -> message.about().keywords().stream())
			.collect(Collectors.toSet()));
		this.space.reserve(messages.stream().mapToLong((message) -> message.about().size()).sum(), messages.size());
		Map<Long, Long> copies = new LinkedHashMap<>();
		for (MemoryMessage message : messages) {
			StoredMessage about = message.about();
			copies.put(about.uid(), add(target, message.bytes(), about.guid(),
					new Arrival(about.flags(), about.keywords(), about.received())));
		}
		return copies;
	}

	Map<Long, Long> move(MailboxName name, Collection<Long> uids, MailboxName target) {
		Map<Long, Long> moved = copy(name, uids, target);
		remove(get(name), moved.keySet());
		return moved;
	}

	/**
	 * An INBOX that nobody needs any more goes too: who knows how many there have been.
	 */
	private void evict(MemorySpace.Slot slot) {
		MemoryFolder folder = slot.folder();
		remove(folder, List.of(slot.uid()));
		if (folder.isEmpty() && folder.feed().isUnheard()) {
			this.folders.values().forEach((all) -> all.remove(MailboxName.INBOX, folder));
			this.folders.values().removeIf(Map::isEmpty);
		}
	}

	static String newGuid() {
		return UUID.randomUUID().toString().replace("-", "");
	}

	/**
	 * What is known of a message before it is there.
	 *
	 * @param flags its system flags
	 * @param keywords its other flags
	 * @param received when it was received
	 */
	record Arrival(Set<Flag> flags, Set<String> keywords, Instant received) {

	}

}
