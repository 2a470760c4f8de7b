package dev.torsion.words.room;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

import dev.torsion.words.ChatEvent;
import dev.torsion.words.Message;
import dev.torsion.words.Participant;
import dev.torsion.words.Profile;
import dev.torsion.words.RoomException;
import dev.torsion.words.RoomException.Reason;
import dev.torsion.words.Stamp;
import dev.torsion.words.history.Conversation;
import dev.torsion.words.history.HistoryEntry;
import dev.torsion.words.loop.LoopQueues;
import dev.torsion.words.loop.SerialExecutor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What is said to one participant alone. It is kept for those who have an account: a
 * nickname alone may be that of somebody else tomorrow, who is told nothing of it.
 */
final class Whispers {

	private static final Log logger = LogFactory.getLog(Whispers.class);

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

	private final Executor others;

	private final Thread unkept;

	/**
	 * Creates what begins without a conversation.
	 * @param context what all have in common
	 * @param queues the queues of the loops
	 * @param others runs what is left when a caller has done its share
	 */
	Whispers(RoomContext context, LoopQueues queues, Executor others) {
		this.context = context;
		this.queues = queues;
		this.others = others;
		String id = Long.toString(new SecureRandom().nextLong() >>> 1, Character.MAX_RADIX);
		this.unkept = thread(new Conversation("", "w" + id, 0), false);
	}

	Mono<Message> whisper(Participant from, Participant to, Message message) {
		Profile self = from.profile();
		Profile other = to.profile();
		if (self.account() == null && other.account() == null) {
			return said(this.unkept, from, to, message);
		}
		Mono<Message> said = thread(Conversation.between(party(self), party(other)))
			.flatMap((thread) -> said(thread, from, to, message));
		return this.queues.of(from.eventLoop()).hop(Mono.fromFuture(said.toFuture(), true));
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
		if (!Message.isLine(reason)) {
			return Mono.error(() -> new RoomException(Reason.MALFORMED, "A reason is one line"));
		}
		String key = Conversation.between(party(by.profile()), party(with.profile()));
		Mono<Void> redacted = this.context.history()
			.find(key, Stamp.sequence(message))
			.filter((entry) -> entry.stamp().id().equals(message) && entry.kind() != HistoryEntry.Kind.REDACTED)
			.switchIfEmpty(Mono.error(Whispers::unknown))
			.flatMap((entry) -> RoomHistory.isAuthor(entry, by)
					? this.context.history().replace(entry.redacted(this.context.clock().instant()))
					: Mono.error(new RoomException(Reason.NOT_AN_OPERATOR, "That message is not yours")))
			.then(Mono.fromRunnable(() -> tell(new ChatEvent.Unsaid(by.profile(), with.profile(), message, reason,
					this.context.clock().instant(), by), by, with)));
		return this.queues.of(by.eventLoop()).hop(Mono.fromFuture(redacted.toFuture(), true));
	}

	private static RoomException unknown() {
		return new RoomException(Reason.NO_SUCH_MESSAGE, "There is no such message to change");
	}

	private Mono<Thread> thread(String key) {
		synchronized (this.conversations) {
			return this.conversations.computeIfAbsent(key,
					(absent) -> this.context.history()
						.open(absent)
						.map((conversation) -> thread(conversation, true))
						.cacheInvalidateIf((thread) -> false));
		}
	}

	private Thread thread(Conversation conversation, boolean kept) {
		return new Thread(kept ? conversation.key() : null, new Stamps(conversation, this.context.clock()),
				new SerialExecutor(this.others));
	}

	/** Whoever speaks waits for a loop that does not keep up with hearing it. */
	private Mono<Message> said(Thread thread, Participant from, Participant to, Message message) {
		Mono<Message> said = tell(thread, from, to, message);
		Mono<Void> told = this.queues.of(to.eventLoop()).ready();
		return (told == Mono.<Void>empty()) ? said
				: this.queues.of(from.eventLoop()).hop(said.delayUntil((done) -> told));
	}

	private Mono<Message> tell(Thread thread, Participant from, Participant to, Message message) {
		return thread.serial().call(() -> {
			this.context.settings().check(message);
			Message allowed = message;
			for (RoomPolicy policy : this.context.policies()) {
				allowed = policy.whisper(from, to, allowed);
			}
			Message said = allowed.said(thread.stamps().next(), from.profile());
			ChatEvent event = new ChatEvent.Whispered(said, to.profile(), from);
			keep(thread, said, to.profile().nick(), event);
			tell(event, from, to);
			return said;
		}, this.queues.of(from.eventLoop()));
	}

	private void tell(ChatEvent event, Participant from, Participant to) {
		this.queues.of(to.eventLoop()).deliver(event, to.door(), List.of(to));
		if (from != to) {
			this.queues.of(from.eventLoop()).deliver(event, from.door(), List.of(from));
		}
	}

	private void keep(Thread thread, Message said, String subject, ChatEvent event) {
		try {
			HistoryEntry entry = (thread.key() != null) ? RoomHistory.kept(thread.key(), said, subject) : null;
			if (entry != null) {
				this.context.history().append(entry);
			}
			this.context.bus().tell(event);
		}
		catch (RuntimeException ex) {
			logger.error("Failed to keep what was said to somebody", ex);
		}
	}

	/**
	 * A conversation.
	 *
	 * @param key what it is kept by, {@code null} if it is not kept
	 * @param stamps numbers what is said
	 * @param serial does one thing after another
	 */
	private record Thread(@Nullable String key, Stamps stamps, SerialExecutor serial) {

	}

}
