package dev.torsion.conch.manhole;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import dev.torsion.conch.SshConnection;
import dev.torsion.conch.SshProgram;
import dev.torsion.conch.SshSession;
import dev.torsion.conch.manhole.engine.CompilerClassPath;
import dev.torsion.conch.manhole.engine.Engine;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.context.ApplicationContext;

/**
 * The manhole: lets those in who may enter, knows who is inside, and can be closed. It is
 * no sandbox: who is inside may do whatever the application may. Not a {@code SshShell},
 * so that no other server takes it for one.
 */
public final class Manhole implements SshProgram, AutoCloseable {

	private static final Log logger = LogFactory.getLog(Manhole.class);

	private static final int NOT_PERMITTED = 126;

	private final ManholeSettings settings;

	private final ApplicationContext context;

	private final List<ManholeAudit> audits;

	private final Clock clock;

	private final CompilerClassPath classPath;

	private final Map<String, ManholeSession> sessions = new ConcurrentHashMap<>();

	private final AtomicLong number = new AtomicLong();

	private @Nullable Engine shared;

	private volatile boolean disabled;

	/**
	 * Creates the manhole. Nothing is compiled or mounted before somebody enters.
	 * @param settings how it is guarded
	 * @param context the application
	 * @param audits keep what is done, all of them
	 * @param clock tells the time
	 */
	public Manhole(ManholeSettings settings, ApplicationContext context, List<ManholeAudit> audits, Clock clock) {
		this.settings = settings;
		this.context = context;
		this.audits = List.copyOf(audits);
		this.clock = clock;
		ClassLoader loader = context.getClassLoader();
		this.classPath = new CompilerClassPath((loader != null) ? loader : Manhole.class.getClassLoader());
	}

	@Override
	public Mono<Integer> run(SshSession session) {
		return Mono.defer(() -> {
			ManholeSession entered;
			synchronized (this) {
				String refusal = refusal(session.connection());
				if (refusal != null) {
					logger.warn("Refused " + describe(session.connection()) + " the manhole: " + refusal);
					return session.printError("manhole: " + refusal + "\n").thenReturn(NOT_PERMITTED);
				}
				entered = new ManholeSession(Long.toString(this.number.incrementAndGet()), session, this);
				this.sessions.put(entered.id(), entered);
			}
			return entered.run();
		});
	}

	private @Nullable String refusal(SshConnection connection) {
		if (isClosed()) {
			return "closed";
		}
		boolean permitted = connection.authentication()
			.getAuthorities()
			.stream()
			.anyMatch((granted) -> ("ROLE_" + this.settings.role()).equals(granted.getAuthority()));
		if (!permitted) {
			return "permission denied";
		}
		if (connection.login().key() == null) {
			return "only for those who log in with a key";
		}
		return (this.sessions.size() >= this.settings.maxSessions()) ? "too many sessions" : null;
	}

	/**
	 * Whether nobody may enter any more.
	 * @return whether it was disabled, or its time is over
	 */
	public boolean isClosed() {
		Instant until = this.settings.until();
		return this.disabled || (until != null && !this.clock.instant().isBefore(until));
	}

	/**
	 * Ends all sessions and lets nobody in before the application is started again.
	 */
	public void disable() {
		logger.warn("The manhole is disabled until the application is started again");
		synchronized (this) {
			this.disabled = true;
		}
		this.sessions.values().forEach((session) -> session.end("The manhole is disabled"));
	}

	/**
	 * Who is inside.
	 * @return sessions, the oldest first
	 */
	public List<ManholeSession> sessions() {
		return this.sessions.values().stream().sorted(Comparator.comparing(ManholeSession::since)).toList();
	}

	/**
	 * Ends a session.
	 * @param id which one
	 * @return whether there is one
	 */
	public boolean end(String id) {
		ManholeSession session = this.sessions.get(id);
		if (session != null) {
			session.end("Ended by an operator");
		}
		return session != null;
	}

	ManholeSettings settings() {
		return this.settings;
	}

	Clock clock() {
		return this.clock;
	}

	ClassLoader loader() {
		ClassLoader loader = this.context.getClassLoader();
		return (loader != null) ? loader : Manhole.class.getClassLoader();
	}

	void keep(ManholeEvent event) throws IOException {
		for (ManholeAudit audit : this.audits) {
			audit.keep(event);
		}
	}

	void entered(ManholeSession session) {
		logger.warn("The manhole was entered by " + describe(session.connection()));
		this.sessions.values()
			.stream()
			.filter((other) -> other != session)
			.forEach((other) -> other.tell(session.user() + " has entered the manhole"));
	}

	void left(ManholeSession session) {
		this.sessions.remove(session.id());
		logger.warn("The manhole was left by " + describe(session.connection()));
	}

	private static String describe(SshConnection connection) {
		return "'" + connection.login().name() + "' (" + connection.login().key() + ") of " + connection.peer();
	}

	Engine open() {
		if (!this.settings.shared()) {
			return new Engine(this.context, this.classPath, this.settings.printed());
		}
		synchronized (this) {
			if (this.shared == null) {
				this.shared = new Engine(this.context, this.classPath, this.settings.printed());
			}
			return this.shared;
		}
	}

	void release(Engine engine) {
		if (!this.settings.shared()) {
			engine.close();
		}
	}

	@Override
	public void close() throws IOException {
		this.disabled = true;
		this.sessions.values().forEach((session) -> session.end("The application is shutting down"));
		synchronized (this) {
			if (this.shared != null) {
				this.shared.close();
			}
		}
		this.classPath.close();
	}

}
