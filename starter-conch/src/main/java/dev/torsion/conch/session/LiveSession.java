package dev.torsion.conch.session;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.torsion.conch.Pty;
import dev.torsion.conch.SshConnection;
import dev.torsion.conch.SshInput;
import dev.torsion.conch.SshSession;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * A session over a channel.
 */
final class LiveSession implements SshSession {

	/**
	 * A program that is about to begin misses no signal; more than these are nobody's.
	 */
	private static final int MOST_WAITING = 16;

	private final SshConnection connection;

	private final String command;

	private final Map<String, String> environment;

	private final SessionInput input;

	private final SessionOutput output;

	private final Sinks.Many<Pty> resizes = Sinks.many().replay().latest();

	private final Sinks.Many<String> signals = Sinks.many().multicast().directBestEffort();

	/** Those that came before anybody asked for them; {@code null} from then on. */
	private @Nullable List<String> early = new ArrayList<>();

	private final Sinks.Empty<Void> closed = Sinks.empty();

	private volatile @Nullable Pty pty;

	LiveSession(SshConnection connection, String command, Map<String, String> environment, @Nullable Pty pty,
			SessionInput input, SessionOutput output) {
		this.connection = connection;
		this.command = command;
		this.environment = Map.copyOf(environment);
		this.pty = pty;
		this.input = input;
		this.output = output;
	}

	void resized(Pty pty) {
		this.pty = pty;
		this.resizes.tryEmitNext(pty);
	}

	synchronized void signalled(String name) {
		List<String> kept = this.early;
		if (kept == null) {
			this.signals.tryEmitNext(name);
		}
		else if (kept.size() < MOST_WAITING) {
			kept.add(name);
		}
	}

	private synchronized void catchUp() {
		List<String> kept = this.early;
		this.early = null;
		if (kept != null) {
			kept.forEach(this.signals::tryEmitNext);
		}
	}

	void close() {
		this.resizes.tryEmitComplete();
		this.signals.tryEmitComplete();
		this.closed.tryEmitEmpty();
	}

	@Override
	public SshConnection connection() {
		return this.connection;
	}

	@Override
	public String command() {
		return this.command;
	}

	@Override
	public Map<String, String> environment() {
		return this.environment;
	}

	@Override
	public @Nullable Pty pty() {
		return this.pty;
	}

	@Override
	public Flux<Pty> resizes() {
		return this.resizes.asFlux().onBackpressureLatest();
	}

	@Override
	public Flux<String> signals() {
		return this.signals.asFlux()
			.onBackpressureBuffer(MOST_WAITING, BufferOverflowStrategy.DROP_LATEST)
			.doOnSubscribe((begun) -> this.connection.scheduler().schedule(this::catchUp));
	}

	@Override
	public Flux<ByteBuffer> input() {
		return this.input.flux();
	}

	@Override
	public void readTo(SshInput input) {
		this.input.readTo(input);
	}

	@Override
	public void release(int bytes) {
		this.input.release(bytes);
	}

	@Override
	public Mono<Void> write(ByteBuffer bytes) {
		return this.output.write(bytes, false);
	}

	@Override
	public Mono<Void> writeError(ByteBuffer bytes) {
		return this.output.write(bytes, true);
	}

	@Override
	public Mono<Void> closed() {
		return this.closed.asMono();
	}

}
