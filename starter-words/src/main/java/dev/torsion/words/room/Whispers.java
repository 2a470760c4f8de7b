package dev.torsion.words.room;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.torsion.words.ChatEvent;
import dev.torsion.words.Message;
import dev.torsion.words.Participant;
import dev.torsion.words.Profile;
import dev.torsion.words.RoomException;
import dev.torsion.words.RoomException.Reason;
import dev.torsion.words.Stamp;
import dev.torsion.words.history.Conversation;
import dev.torsion.words.history.HistoryEntry;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What is said to one participant alone. It is kept for those who have an account: a
 * nickname alone may be that of somebody else tomorrow, who is told nothing of it.
 */
final class Whispers {

	private static final int CONVERSATIONS = 10_000;

	private final Map<String, Mono<Thread>> conversations = new LinkedHashMap<>(16, 0.75F, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Mono<Thread>> eldest) {
			return size() > CONVERSATIONS;
		}

	};

	private final RoomContext context;

	private final LoopQueues queues;

	private final Thread unkept;

	Whispers(RoomContext context, LoopQueues queues) {
		this.context = context;
		this.queues = queues;
		String id = Long.toString(new SecureRandom().nextLong() >>> 1, Character.MAX_RADIX);
		this.unkept = new Thread(null, new Stamps(new Conversation("", "w" + id, 0), context.clock()));
	}

	Mono<Message> whisper(Participant from, Participant to, Message message) {
		if (message.text().length() > this.context.settings().maxText()) {
			return Mono.error(() -> new RoomException(Reason.MALFORMED, "That is too long"));
		}
		try {
			Message allowed = message;
			for (RoomPolicy policy : this.context.policies()) {
				allowed = policy.whisper(from, to, allowed);
			}
			return said(from, to, allowed);
		}
		catch (RoomException ex) {
			return Mono.error(ex);
		}
	}

	private Mono<Message> said(Participant from, Participant to, Message message) {
		Profile self = from.profile();
		Profile other = to.profile();
		if (self.account() == null && other.account() == null) {
			Message said = tell(this.unkept, from, to, message);
			return this.queues.of(from.eventLoop()).drainHere() ? Mono.just(said)
					: Mono.just(said).publishOn(this.queues.of(from.eventLoop()).scheduler());
		}
		return thread(Conversation.between(party(self), party(other))).map((thread) -> tell(thread, from, to, message))
			.publishOn(this.queues.of(from.eventLoop()).scheduler());
	}

	private static String party(Profile profile) {
		String account = profile.account();
		return (account != null) ? RoomNames.fold(account) : Conversation.nick(RoomNames.fold(profile.nick()));
	}

	/**
	 * Makes that something that was said is to be seen no more.
	 * @param by who has said it
	 * @param with to whom
	 * @param message its identifier
	 * @param reason why, empty if that is not said
	 * @return completes when it is done
	 */
	Mono<Void> redact(Participant by, Participant with, String message, String reason) {
		if (by.profile().account() == null) {
			return Mono.error(Whispers::unknown);
		}
		String key = Conversation.between(party(by.profile()), party(with.profile()));
		return this.context.history()
			.find(key, Stamp.sequence(message))
			.filter((entry) -> entry.stamp().id().equals(message) && entry.kind() != HistoryEntry.Kind.REDACTED)
			.switchIfEmpty(Mono.error(Whispers::unknown))
			.flatMap((entry) -> RoomHistory.isAuthor(entry, by)
					? this.context.history().replace(entry.redacted(this.context.clock().instant()))
					: Mono.error(new RoomException(Reason.NOT_AN_OPERATOR, "That message is not yours")))
			.publishOn(this.queues.of(by.eventLoop()).scheduler())
			.then(Mono.fromRunnable(() -> tell(new ChatEvent.Unsaid(by.profile(), with.profile(), message, reason,
					this.context.clock().instant(), by), by, with)));
	}

	private static RoomException unknown() {
		return new RoomException(Reason.NO_SUCH_MESSAGE, "There is no such message to change");
	}

	private Mono<Thread> thread(String key) {
		synchronized (this.conversations) {
			return this.conversations.computeIfAbsent(key,
					(absent) -> this.context.history()
						.open(absent)
						.map((conversation) -> new Thread(absent, new Stamps(conversation, this.context.clock())))
						.cacheInvalidateIf((thread) -> false));
		}
	}

	private Message tell(Thread thread, Participant from, Participant to, Message message) {
		synchronized (thread) {
			Message said = message.said(thread.stamps().next(), from.profile());
			ChatEvent event = new ChatEvent.Whispered(said, to.profile(), from);
			HistoryEntry entry = (thread.key() != null) ? RoomHistory.kept(thread.key(), said, to.profile().nick())
					: null;
			if (entry != null) {
				this.context.history().append(entry).subscribe();
			}
			tell(event, from, to);
			return said;
		}
	}

	private void tell(ChatEvent event, Participant from, Participant to) {
		this.context.bus().tell(event);
		this.queues.of(to.eventLoop()).deliver(event, to.door(), List.of(to));
		if (from != to) {
			this.queues.of(from.eventLoop()).deliver(event, from.door(), List.of(from));
		}
	}

	private record Thread(@Nullable String key, Stamps stamps) {

	}

}
