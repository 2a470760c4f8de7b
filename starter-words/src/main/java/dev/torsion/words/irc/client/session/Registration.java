package dev.torsion.words.irc.client.session;

import java.util.List;

import dev.torsion.net.Transport;
import dev.torsion.words.irc.client.IrcClientSettings;
import dev.torsion.words.irc.client.IrcException;
import dev.torsion.words.irc.client.IrcIdentity;
import dev.torsion.words.irc.client.IrcLogin;
import dev.torsion.words.irc.client.IrcUser;
import dev.torsion.words.irc.client.sasl.SaslLogin;
import dev.torsion.words.irc.client.state.Self;
import dev.torsion.words.irc.wire.IrcMessage;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * From the first line until the server has let us in: capabilities, login, nickname. The
 * end is that of the message of the day, by which time the server has said all about
 * itself. Also sees to capabilities that come and go later.
 */
final class Registration {

	private final Transport transport;

	private final Outbox outbox;

	private final IrcIdentity identity;

	private final @Nullable SaslLogin login;

	private final Capabilities capabilities;

	private final Self self;

	private int nicksTaken;

	private int requested;

	private boolean asking;

	private boolean loggedIn;

	private boolean welcomed;

	private boolean done;

	private @Nullable String otherMechanisms;

	Registration(Transport transport, Outbox outbox, IrcClientSettings settings, Self self) {
		this.transport = transport;
		this.outbox = outbox;
		this.identity = settings.identity();
		this.self = self;
		IrcLogin login = settings.login();
		this.login = (login != null) ? new SaslLogin(login, transport.isPrivate(), transport.eventLoop()) : null;
		this.capabilities = new Capabilities(login != null);
	}

	Capabilities capabilities() {
		return this.capabilities;
	}

	boolean isDone() {
		return this.done;
	}

	Mono<Void> begin() {
		this.asking = true;
		this.outbox.now(IrcMessage.of("CAP", "LS", "302"));
		String password = this.identity.serverPassword();
		if (password != null) {
			if (!this.transport.isPrivate()) {
				throw new IrcException(IrcException.Reason.INSECURE, "The password of the server would be read along");
			}
			this.outbox.now(IrcMessage.of("PASS", password));
		}
		this.outbox.now(IrcMessage.of("NICK", this.self.nick()));
		return this.outbox.now(IrcMessage.of("USER", this.identity.user(), "0", "*", this.identity.realName()));
	}

	/**
	 * Takes a message.
	 * @param message any message
	 * @return completes when the next may be taken
	 * @throws IrcException if there is no way to get in
	 */
	Mono<Void> received(IrcMessage message) {
		switch (message.command()) {
			case "CAP" -> {
				return capability(message);
			}
			case "AUTHENTICATE" -> {
				return authenticate(message.parameter(0));
			}
			case "903" -> {
				return loggedIn();
			}
			case "908" -> this.otherMechanisms = message.parameter(1);
			case "902", "904", "905", "906" -> {
				return loginFailed(message);
			}
			case "001" -> welcomed(message.parameter(0));
			case "376", "422" -> this.done |= this.welcomed;
			case "432", "433", "436", "437" -> {
				return nickTaken(message);
			}
			case "464", "465" -> refused(message);
			case "QUIT", "NICK" -> regain(IrcUser.parse(message.source()).nick());
			default -> {
			}
		}
		return Mono.empty();
	}

	private Mono<Void> capability(IrcMessage message) {
		boolean more = message.size() > 3 && message.parameter(2).equals("*");
		String list = message.parameter(more ? 3 : 2);
		switch (message.parameter(1)) {
			case "LS", "NEW" -> {
				this.capabilities.offer(list);
				return more ? Mono.empty() : request();
			}
			case "ACK" -> {
				this.capabilities.acknowledge(list);
				return more ? Mono.empty() : answered();
			}
			case "NAK" -> {
				return refusedAll(list);
			}
			case "DEL" -> this.capabilities.withdraw(list);
			default -> {
			}
		}
		return Mono.empty();
	}

	private Mono<Void> request() {
		List<String> wanted = this.capabilities.toRequest();
		if (!wanted.isEmpty()) {
			this.requested++;
			return this.outbox.now(IrcMessage.of("CAP", "REQ", String.join(" ", wanted)));
		}
		return next();
	}

	private Mono<Void> answered() {
		this.requested--;
		return next();
	}

	/** One that the server does not mean spoils the others, so ask for each alone. */
	private Mono<Void> refusedAll(String list) {
		String[] names = list.strip().split(" ");
		this.requested--;
		if (names.length > 1) {
			for (String name : names) {
				if (this.capabilities.toRequest().contains(name)) {
					this.requested++;
					this.outbox.now(IrcMessage.of("CAP", "REQ", name));
				}
			}
		}
		return next();
	}

	private Mono<Void> next() {
		if (!this.asking || this.requested > 0) {
			return Mono.empty();
		}
		this.asking = false;
		if (this.login == null) {
			return this.outbox.now(IrcMessage.of("CAP", "END"));
		}
		if (!this.capabilities.has(Capabilities.SASL)) {
			throw new IrcException(IrcException.Reason.LOGIN, "The server has no login by SASL");
		}
		return attempt(this.login, this.capabilities.value(Capabilities.SASL));
	}

	private Mono<Void> attempt(SaslLogin login, String mechanisms) {
		IrcMessage first = login.begin(mechanisms);
		if (first == null) {
			throw new IrcException(IrcException.Reason.LOGIN, "The server has no mechanism to log in with safely");
		}
		return this.outbox.now(first);
	}

	private Mono<Void> authenticate(String piece) {
		if (this.login == null || this.loggedIn) {
			return Mono.empty();
		}
		return this.login.answer(piece).flatMapMany(Flux::fromIterable).concatMap(this.outbox::now).then();
	}

	private Mono<Void> loggedIn() {
		if (this.login == null || this.loggedIn) {
			return Mono.empty();
		}
		if (!this.login.isSatisfied()) {
			throw new IrcException(IrcException.Reason.LOGIN, "The server has not proved to know the password");
		}
		this.loggedIn = true;
		return this.outbox.now(IrcMessage.of("CAP", "END"));
	}

	/** A password that was wrong is wrong for every mechanism. */
	private Mono<Void> loginFailed(IrcMessage message) {
		if (this.login == null || this.loggedIn) {
			return Mono.empty();
		}
		String others = this.otherMechanisms;
		this.otherMechanisms = null;
		if (others == null || !this.capabilities.value(Capabilities.SASL).isEmpty()) {
			refused(message);
		}
		return attempt(this.login, (others != null) ? others : "");
	}

	private void welcomed(String nick) {
		if (this.login != null && !this.loggedIn) {
			throw new IrcException(IrcException.Reason.LOGIN, "The server has no login by SASL");
		}
		this.welcomed = true;
		if (!nick.isEmpty()) {
			this.self.rename(nick);
		}
	}

	private Mono<Void> nickTaken(IrcMessage message) {
		if (this.welcomed) {
			return Mono.empty();
		}
		String next = this.identity.candidate(++this.nicksTaken);
		if (next == null) {
			throw IrcException.of(message);
		}
		this.self.rename(next);
		return this.outbox.now(IrcMessage.of("NICK", next));
	}

	/**
	 * Our own nickname is mostly held by a connection of ours that the server has not yet
	 * given up.
	 */
	private void regain(String released) {
		if (this.nicksTaken > 0 && released.equalsIgnoreCase(this.identity.nick())
				&& !released.equalsIgnoreCase(this.self.nick())) {
			this.outbox.offer(IrcMessage.of("NICK", this.identity.nick()));
		}
	}

	private void refused(IrcMessage message) {
		if (!this.done) {
			throw IrcException.of(IrcException.Reason.LOGIN, message);
		}
	}

}
