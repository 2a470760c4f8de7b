package dev.torsion.words.room;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.torsion.words.ChatEvent;
import dev.torsion.words.Message;
import dev.torsion.words.Participant;
import dev.torsion.words.RoomException;
import dev.torsion.words.RoomException.Reason;
import dev.torsion.words.history.Conversation;
import dev.torsion.words.history.HistoryEntry;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What is said to one participant alone. It is kept if both have an account, because a
 * nickname alone may be that of somebody else tomorrow.
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
		String account = from.profile().account();
		String other = to.profile().account();
		if (account == null || other == null) {
			Message said = tell(this.unkept, from, to, message);
			return this.queues.of(from.eventLoop()).drainHere() ? Mono.just(said)
					: Mono.just(said).publishOn(this.queues.of(from.eventLoop()).scheduler());
		}
		return thread(Conversation.between(RoomNames.fold(account), RoomNames.fold(other)))
			.map((thread) -> tell(thread, from, to, message))
			.publishOn(this.queues.of(from.eventLoop()).scheduler());
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
			HistoryEntry entry = (thread.key() != null) ? RoomHistory.kept(thread.key(), said) : null;
			if (entry != null) {
				this.context.history().append(entry).subscribe();
			}
			this.context.bus().tell(event);
			this.queues.of(to.eventLoop()).deliver(event, to.door(), List.of(to));
			if (from != to) {
				this.queues.of(from.eventLoop()).deliver(event, from.door(), List.of(from));
			}
			return said;
		}
	}

	private record Thread(@Nullable String key, Stamps stamps) {

	}

}
