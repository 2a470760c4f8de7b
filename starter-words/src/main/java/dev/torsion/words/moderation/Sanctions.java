package dev.torsion.words.moderation;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;

import dev.torsion.words.Participant;
import dev.torsion.words.RoomException;
import dev.torsion.words.RoomException.Reason;
import dev.torsion.words.moderation.Sanction.Kind;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The sanctions that hold. They do from the moment on at which they are imposed, and are
 * kept after that. Looking at them never blocks. Safe to use from any thread.
 */
public final class Sanctions {

	private static final int MAX_WAITING = 1000;

	private static final Log logger = LogFactory.getLog(Sanctions.class);

	private final SecureRandom random = new SecureRandom();

	private final Sinks.Many<Mono<Void>> writes = Sinks.many()
		.unicast()
		.onBackpressureBuffer(new ArrayBlockingQueue<>(MAX_WAITING));

	private final SanctionStore store;

	private final int most;

	private final Clock clock;

	private volatile SanctionTable table = SanctionTable.EMPTY;

	/**
	 * Creates an empty list.
	 * @param store keeps sanctions
	 * @param most how many there may be
	 * @param clock tells the time
	 */
	public Sanctions(SanctionStore store, int most, Clock clock) {
		this.store = store;
		this.most = most;
		this.clock = clock;
		this.writes.asFlux().concatMap((write) -> write, 1).subscribe();
	}

	/**
	 * Brings back what is kept.
	 * @return completes when it holds
	 */
	public Mono<Void> load() {
		return this.store.all().collectList().doOnNext((kept) -> {
			synchronized (this) {
				this.table = new SanctionTable(kept);
				forgetWhatIsOver();
			}
		}).then();
	}

	/**
	 * The sanction by which somebody may not speak.
	 * @param participant who
	 * @return the sanction, {@code null} if it may
	 */
	public @Nullable Sanction mute(Participant participant) {
		SanctionTable table = this.table;
		return table.all().isEmpty() ? null
				: table.find(Kind.MUTE, participant.address(), participant.profile().account(), this.clock.instant());
	}

	/**
	 * Whether somebody may not speak.
	 * @param participant who
	 * @return whether it may not
	 */
	public boolean isMuted(Participant participant) {
		return mute(participant) != null;
	}

	/**
	 * The sanction by which somebody may not come online.
	 * @param address where from, {@code null} if from nowhere
	 * @param account the account, {@code null} without a login
	 * @return the sanction, {@code null} if it may
	 */
	public @Nullable Sanction ban(@Nullable InetAddress address, @Nullable String account) {
		SanctionTable table = this.table;
		return table.all().isEmpty() ? null : table.find(Kind.BAN, address, account, this.clock.instant());
	}

	/**
	 * All sanctions that hold.
	 * @return the sanctions, the oldest first
	 */
	public List<Sanction> all() {
		Instant now = this.clock.instant();
		return this.table.all().stream().filter((sanction) -> !sanction.isOver(now)).toList();
	}

	/** Holds when this returns. One that concerns the same takes the other's place. */
	Imposed impose(SanctionRequest request) {
		Sanction imposed;
		synchronized (this) {
			forgetWhatIsOver();
			Sanction wanted = request.from(Instant.ofEpochMilli(this.clock.millis()), newId());
			Sanction other = this.table.all().stream().filter(wanted::concernsTheSame).findFirst().orElse(null);
			if (other == null && this.table.all().size() >= this.most) {
				throw new RoomException(Reason.LIST_FULL, "There are as many sanctions as there may be");
			}
			imposed = (other != null) ? request.from(wanted.created(), other.id()) : wanted;
			this.table = this.table.with(imposed);
			return new Imposed(imposed, write(this.store.save(imposed)));
		}
	}

	/** Holds no more when this returns; {@code null} if it did not before. */
	@Nullable Imposed lift(String id) {
		synchronized (this) {
			Sanction lifted = all().stream().filter((sanction) -> sanction.id().equals(id)).findFirst().orElse(null);
			if (lifted == null) {
				return null;
			}
			this.table = this.table.without(List.of(lifted));
			return new Imposed(lifted, write(this.store.delete(id)));
		}
	}

	private void forgetWhatIsOver() {
		Instant now = this.clock.instant();
		List<Sanction> over = this.table.all().stream().filter((sanction) -> sanction.isOver(now)).toList();
		if (!over.isEmpty()) {
			this.table = this.table.without(over);
			over.forEach((sanction) -> write(this.store.delete(sanction.id())));
		}
	}

	private String newId() {
		return Long.toString(this.random.nextLong() >>> 16, Character.MAX_RADIX);
	}

	/** In the order in which it is called. */
	private Mono<Void> write(Mono<Void> change) {
		Sinks.Empty<Void> done = Sinks.empty();
		Mono<Void> write = change.doOnSuccess((written) -> done.tryEmitEmpty()).onErrorResume((ex) -> {
			logger.error("A sanction holds as it was told, but is not kept so", ex);
			done.tryEmitError(ex);
			return Mono.empty();
		});
		if (this.writes.tryEmitNext(write).isFailure()) {
			return Mono
				.error(() -> new RoomException(Reason.UNAVAILABLE, "It holds, but cannot be kept at the moment"));
		}
		return done.asMono();
	}

	/**
	 * A sanction that was imposed, or lifted.
	 *
	 * @param sanction the sanction
	 * @param kept completes when that is kept
	 */
	record Imposed(Sanction sanction, Mono<Void> kept) {

	}

}
