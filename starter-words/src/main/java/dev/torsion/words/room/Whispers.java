package dev.torsion.words.room;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

import dev.torsion.words.ChatEvent;
import dev.torsion.words.Message;
import dev.torsion.words.Participant;
import dev.torsion.words.history.Conversation;
import dev.torsion.words.history.HistoryEntry;
import dev.torsion.words.loop.LoopQueues;
import dev.torsion.words.loop.SerialExecutor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What is said to one participant alone. It is kept if both have an account, because a
 * nickname alone may be that of somebody else tomorrow.
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
		String account = from.profile().account();
		String other = to.profile().account();
		if (account == null || other == null) {
			return said(this.unkept, from, to, message);
		}
		Mono<Message> said = thread(Conversation.between(RoomNames.fold(account), RoomNames.fold(other)))
			.flatMap((thread) -> said(thread, from, to, message));
		return this.queues.of(from.eventLoop()).hop(Mono.fromFuture(said.toFuture(), true));
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

	private Mono<Message> said(Thread thread, Participant from, Participant to, Message message) {
		return thread.serial().call(() -> {
			this.context.settings().check(message);
			Message allowed = message;
			for (RoomPolicy policy : this.context.policies()) {
				allowed = policy.whisper(from, to, allowed);
			}
			Message said = allowed.said(thread.stamps().next(), from.profile());
			ChatEvent event = new ChatEvent.Whispered(said, to.profile(), from);
			keep(thread, said, event);
			this.queues.of(to.eventLoop()).deliver(event, to.door(), List.of(to));
			if (from != to) {
				this.queues.of(from.eventLoop()).deliver(event, from.door(), List.of(from));
			}
			return said;
		}, this.queues.of(from.eventLoop()));
	}

	private void keep(Thread thread, Message said, ChatEvent event) {
		try {
			HistoryEntry entry = (thread.key() != null) ? RoomHistory.kept(thread.key(), said) : null;
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
