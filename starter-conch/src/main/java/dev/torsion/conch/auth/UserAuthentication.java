package dev.torsion.conch.auth;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import dev.torsion.conch.SshLogin;
import dev.torsion.conch.auth.wire.AuthRequest;
import dev.torsion.conch.auth.wire.KeyRequest;
import dev.torsion.conch.auth.wire.SshFormatException;
import dev.torsion.conch.auth.wire.SshReader;
import dev.torsion.conch.auth.wire.SshWriter;
import dev.torsion.cred.Login;
import dev.torsion.cred.Portal;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.sshd.common.SshConstants;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/**
 * One peer that logs in: RFC 4252 without the connection. One request is decided at a
 * time, and those that come meanwhile wait. For the scheduler of the connection only.
 */
final class UserAuthentication {

	static final int MAX_PACKET = 64 * 1024;

	static final int MAX_WAITING = 4;

	private static final String SERVICE = "ssh-connection";

	private static final int FAILURE = 51;

	private static final int BANNER = 53;

	private static final int INFO_RESPONSE = 61;

	private static final Answer REFUSED = new Answer.Refused(true);

	private static final Log logger = LogFactory.getLog(UserAuthentication.class);

	private final AuthPeer peer;

	private final Portal portal;

	private final AuthSettings settings;

	private final Map<String, AuthMethod> methods;

	private final AuthProgress progress;

	private final ProvedSteps proved = new ProvedSteps();

	private final Queue<byte[]> waiting = new ArrayDeque<>();

	private final Disposable.Swap deciding = Disposables.swap();

	private @Nullable String user;

	private @Nullable Function<SshReader, Mono<Answer>> question;

	private @Nullable AuthStep step;

	private int failures;

	private boolean asked;

	private boolean bannerSent;

	private boolean busy;

	private boolean ended;

	UserAuthentication(AuthPeer peer, Portal portal, AuthSettings settings, Map<String, AuthMethod> methods) {
		this.peer = peer;
		this.portal = portal;
		this.settings = settings;
		this.methods = methods;
		this.progress = new AuthProgress(settings.methods());
	}

	/**
	 * Takes a message.
	 * @param packet the message, from its number on
	 */
	void received(byte[] packet) {
		if (this.ended) {
			return;
		}
		if (packet.length == 0 || packet.length > MAX_PACKET || (this.busy && this.waiting.size() == MAX_WAITING)) {
			disconnect(SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR, "Too much at a time");
		}
		else if (this.busy) {
			this.waiting.add(packet);
		}
		else {
			handle(packet);
		}
	}

	/** The connection has ended, or what happens next is not ours. */
	void end() {
		this.ended = true;
		this.waiting.clear();
		this.deciding.dispose();
	}

	private void handle(byte[] packet) {
		try {
			if (packet[0] == AuthRequest.NUMBER) {
				this.question = null;
				request(AuthRequest.read(packet));
			}
			else if (packet[0] == INFO_RESPONSE && this.question != null) {
				respond(this.question, packet);
			}
			else {
				throw new SshFormatException("Nobody has logged in");
			}
		}
		catch (SshFormatException ex) {
			disconnect(SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR, String.valueOf(ex.getMessage()));
		}
	}

	private void request(AuthRequest request) {
		if (!request.service().equals(SERVICE)) {
			disconnect(SshConstants.SSH2_DISCONNECT_SERVICE_NOT_AVAILABLE, "There is no such service");
			return;
		}
		if (this.user != null && !this.user.equals(request.user())) {
			disconnect(SshConstants.SSH2_DISCONNECT_ILLEGAL_USER_NAME, "The name of the account has changed");
			return;
		}
		this.user = request.user();
		boolean first = !this.asked;
		this.asked = true;
		if (first && request.method().equals("none")) {
			fail(false);
			return;
		}
		boolean bound = request.method().equals(KeyRequest.BOUND_METHOD);
		AuthStep next = this.progress.next(bound ? KeyRequest.METHOD : request.method());
		AuthMethod method = (next != null) ? this.methods.get(next.method()) : null;
		this.step = next;
		decide((method == null || next == null) ? Mono.just(REFUSED)
				: method.answer(request, new AuthAttempt(request.user(), next, this.progress.isLast(next), this.proved,
						this.peer, this.portal)));
	}

	private void respond(Function<SshReader, Mono<Answer>> reply, byte[] packet) {
		this.question = null;
		SshReader reader = new SshReader(packet);
		reader.number8();
		decide(reply.apply(reader));
	}

	private void decide(Mono<Answer> answer) {
		this.busy = true;
		long begun = this.peer.scheduler().now(TimeUnit.NANOSECONDS);
		this.deciding.replace(answer
			.onErrorResume(
					(ex) -> ex instanceof AuthenticationException && !(ex instanceof AuthenticationServiceException),
					(ex) -> Mono.just(REFUSED))
			.publishOn(this.peer.scheduler())
			.doOnDiscard(Answer.Proved.class, (proved) -> proved.proof().forget())
			.subscribe((decided) -> answer(decided, begun), this::broken));
	}

	private void answer(Answer answer, long begun) {
		if (answer instanceof Answer.Proved proved) {
			proved(proved.proof(), begun);
		}
		else if (answer instanceof Answer.Refused refused) {
			refuse(refused, begun);
		}
		else if (answer instanceof Answer.Asked question) {
			this.question = question.reply();
			send(question.packet());
			next();
		}
		else if (answer instanceof Answer.Told told) {
			send(told.packet());
			next();
		}
	}

	private void proved(Proof proof, long begun) {
		AuthStep done = this.step;
		if (this.ended || done == null || !this.proved.add(proof)) {
			proof.forget();
			refuse(new Answer.Refused(true), begun);
			return;
		}
		Login<Authentication> login = proof.login();
		if (login == null) {
			this.progress.proved(done);
			fail(true);
			next();
			return;
		}
		end();
		this.peer.succeed(SERVICE, new SshLogin(login.avatar(), this.proved.key(), this.proved.restrictions()), login);
	}

	private void refuse(Answer.Refused refused, long begun) {
		long taken = this.peer.scheduler().now(TimeUnit.NANOSECONDS) - begun;
		long delay = this.settings.failDelay().toNanos();
		if (!refused.delayed() || delay == 0) {
			refused();
			return;
		}
		this.deciding
			.replace(this.peer.scheduler().schedule(this::refused, delay - taken % delay, TimeUnit.NANOSECONDS));
	}

	private void refused() {
		if (this.ended) {
			return;
		}
		this.failures++;
		this.peer.failed();
		if (this.failures >= this.settings.maxTries()) {
			disconnect(SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE, "Too many authentication failures");
			return;
		}
		fail(false);
		next();
	}

	private void broken(Throwable cause) {
		if (cause instanceof SshFormatException) {
			disconnect(SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR, String.valueOf(cause.getMessage()));
			return;
		}
		if (!(cause instanceof AuthenticationServiceException) || cause.getCause() != null) {
			logger.error("Failed to decide a login", cause);
		}
		disconnect(SshConstants.SSH2_DISCONNECT_BY_APPLICATION, "Nobody can log in at the moment");
	}

	private void next() {
		this.busy = false;
		byte[] packet = this.waiting.poll();
		if (packet != null && !this.ended) {
			handle(packet);
		}
	}

	private void fail(boolean partial) {
		send(new SshWriter().number8(FAILURE).string(this.progress.offered()).flag(partial).bytes());
	}

	private void send(byte[] packet) {
		if (!this.bannerSent && !this.settings.banner().isEmpty()) {
			this.peer.send(new SshWriter().number8(BANNER).string(this.settings.banner()).string("").bytes());
		}
		this.bannerSent = true;
		this.peer.send(packet);
	}

	private void disconnect(int reason, String text) {
		end();
		this.peer.disconnect(reason, text);
	}

}
