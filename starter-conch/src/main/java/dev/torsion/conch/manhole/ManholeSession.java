package dev.torsion.conch.manhole;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.torsion.conch.SshConnection;
import dev.torsion.conch.SshLogin;
import dev.torsion.conch.SshSession;
import dev.torsion.conch.manhole.engine.Engine;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

/**
 * Somebody in the manhole. Has a thread of its own, on which snippets are evaluated; it
 * counts as a session as long as that lives, also when the peer has gone.
 */
public final class ManholeSession {

	private static final Log logger = LogFactory.getLog(ManholeSession.class);

	private final String id;

	private final SshSession session;

	private final Manhole manhole;

	private final Instant since;

	private final Sinks.One<Integer> exit = Sinks.one();

	private final Disposable.Composite timers = Disposables.composite();

	private volatile Instant lastTyped;

	private volatile @Nullable Instant lastSnippet;

	private volatile long snippets;

	private volatile boolean evaluating;

	private volatile @Nullable Prompt prompt;

	private volatile @Nullable String ended;

	ManholeSession(String id, SshSession session, Manhole manhole) {
		this.id = id;
		this.session = session;
		this.manhole = manhole;
		this.since = manhole.clock().instant();
		this.lastTyped = this.since;
	}

	Mono<Integer> run() {
		Thread thread = new Thread(this::live, "manhole-" + this.id);
		thread.setDaemon(true);
		thread.setContextClassLoader(this.manhole.loader());
		thread.start();
		return this.exit.asMono().doOnCancel(() -> end("The peer is gone"));
	}

	private void live() {
		SecurityContextHolder.setContext(new SecurityContextImpl(this.session.connection().authentication()));
		int status = 1;
		try {
			keep(ManholeEvent.OPENED, Map.of());
			this.manhole.entered(this);
			watch();
			status = converse();
		}
		catch (IOException | RuntimeException ex) {
			if (this.ended == null) {
				logger.error("Failed to run a session of the manhole", ex);
				this.session.printError("manhole: failed\n");
			}
		}
		finally {
			this.timers.dispose();
			this.manhole.left(this);
			SecurityContextHolder.clearContext();
			keepEnd();
			this.exit.tryEmitValue(status);
		}
	}

	private int converse() throws IOException {
		Engine engine = this.manhole.open();
		try (Prompt opened = Prompt.of(this, engine)) {
			this.prompt = opened;
			opened.run();
			return 0;
		}
		finally {
			this.prompt = null;
			this.manhole.release(engine);
		}
	}

	private void watch() {
		ManholeSettings settings = this.manhole.settings();
		Instant until = settings.until();
		after(settings.maxDuration(), () -> end("The time of this session is over"));
		if (until != null) {
			after(Duration.between(this.manhole.clock().instant(), until),
					() -> end("The time of the manhole is over"));
		}
		watchIdle(settings.idleTimeout());
	}

	private void watchIdle(Duration wait) {
		after(wait, () -> {
			Duration idle = Duration.between(this.lastTyped, this.manhole.clock().instant());
			Duration left = this.manhole.settings().idleTimeout().minus(this.evaluating ? Duration.ZERO : idle);
			if (left.isNegative() || left.isZero()) {
				end("Nothing was typed for too long");
			}
			else {
				watchIdle(left);
			}
		});
	}

	private void after(Duration time, Runnable action) {
		this.timers.add(connection().scheduler().schedule(action, Math.max(time.toMillis(), 0), TimeUnit.MILLISECONDS));
	}

	/**
	 * Ends the session: what is evaluated is stopped, and the channel closed, even if it
	 * does not let itself be stopped.
	 * @param reason what the peer is told
	 */
	void end(String reason) {
		if (this.ended != null) {
			return;
		}
		this.ended = reason;
		this.session.printError("\nmanhole: " + reason + "\n");
		this.exit.tryEmitValue(1);
		Prompt current = this.prompt;
		if (current != null) {
			current.end();
		}
	}

	void tell(String notice) {
		this.session.print("\n*** " + notice + " ***\n");
	}

	void typed() {
		this.lastTyped = this.manhole.clock().instant();
	}

	boolean isOver() {
		return this.ended != null;
	}

	/**
	 * Has a snippet kept, and its result.
	 */
	void evaluate(String source, Evaluation evaluation) throws IOException {
		long snippet = this.snippets + 1;
		keep(ManholeEvent.SNIPPET, Map.of("snippet", snippet, "source", source));
		this.snippets = snippet;
		this.lastSnippet = this.manhole.clock().instant();
		this.evaluating = true;
		long start = System.nanoTime();
		Map<String, Object> result = new LinkedHashMap<>(Map.of("snippet", snippet));
		try {
			result.putAll(evaluation.run());
		}
		finally {
			this.evaluating = false;
			typed();
			result.put("millis", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
			keep(ManholeEvent.RESULT, result);
		}
	}

	private void keepEnd() {
		try {
			String reason = this.ended;
			keep(ManholeEvent.CLOSED, Map.of("snippets", this.snippets, "reason", (reason != null) ? reason : "exit"));
		}
		catch (IOException | RuntimeException ex) {
			logger.error("Failed to keep the end of a session of the manhole", ex);
		}
	}

	private void keep(String type, Map<String, Object> more) throws IOException {
		SshLogin login = connection().login();
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("session", this.id);
		data.put("connection", connection().id());
		data.put("key", String.valueOf(login.key()));
		data.put("peer", String.valueOf(connection().peer()));
		data.putAll(more);
		this.manhole.keep(new ManholeEvent(this.manhole.clock().instant(), login.name(), type, data));
	}

	SshSession session() {
		return this.session;
	}

	Manhole manhole() {
		return this.manhole;
	}

	/**
	 * The connection.
	 * @return the connection
	 */
	public SshConnection connection() {
		return this.session.connection();
	}

	/**
	 * Which one it is.
	 * @return a short text
	 */
	public String id() {
		return this.id;
	}

	/**
	 * Who it is.
	 * @return the name of the account
	 */
	public String user() {
		return connection().login().name();
	}

	/**
	 * When it has begun.
	 * @return the time
	 */
	public Instant since() {
		return this.since;
	}

	/**
	 * When the last snippet was.
	 * @return the time, {@code null} if there was none
	 */
	public @Nullable Instant lastSnippet() {
		return this.lastSnippet;
	}

	/**
	 * How many snippets there were.
	 * @return their number
	 */
	public long snippets() {
		return this.snippets;
	}

	/** Evaluates, and tells what is to be kept of the result. */
	@FunctionalInterface
	interface Evaluation {

		Map<String, Object> run();

	}

}
