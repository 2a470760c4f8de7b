package dev.torsion.conch.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

import dev.torsion.conch.client.trust.HostTrust;
import dev.torsion.net.EventLoop;
import dev.torsion.net.NameLookup;
import io.netty.util.NetUtil;
import org.apache.sshd.client.future.ConnectFuture;
import org.apache.sshd.client.session.ClientSession;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Connects to targets, and logs in there.
 */
final class RemoteDialer {

	/** A name may have hundreds of addresses; no more than these are worth the wait. */
	private static final int MAX_ADDRESSES = 8;

	private final RemoteClient client;

	private final SshClientSettings settings;

	private final EventLoop eventLoop;

	private final NameLookup names;

	private final Function<String, SshRemote> jumps;

	RemoteDialer(RemoteClient client, SshClientSettings settings, EventLoop eventLoop, NameLookup names,
			Function<String, SshRemote> jumps) {
		this.client = client;
		this.settings = settings;
		this.eventLoop = eventLoop;
		this.names = names;
		this.jumps = jumps;
	}

	Mono<RemoteConnection> connect(SshTarget target) {
		return this.eventLoop.blocking(() -> trust(target)).flatMap((trust) -> {
			Attempt attempt = new Attempt(target, trust);
			return session(attempt).flatMap((session) -> login(attempt, session));
		}).map(RemoteConnection::new);
	}

	private static HostTrust trust(SshTarget target) throws IOException {
		String fingerprint = target.trust().fingerprint();
		if (fingerprint != null) {
			return HostTrust.ofFingerprint(target.host(), target.port(), fingerprint);
		}
		Path file = target.trust().file();
		if (file == null) {
			throw new IOException("Nothing is known of " + target + ": set known-hosts or fingerprint");
		}
		return HostTrust.ofFile(target.host(), target.port(), file);
	}

	private Mono<ClientSession> session(Attempt attempt) {
		String jump = attempt.target().jump();
		if (jump != null) {
			return this.jumps.apply(jump)
				.tunnel(attempt.target().host(), attempt.target().port(), 1)
				.flatMap((tunnel) -> dial(attempt, new InetSocketAddress(NetUtil.LOCALHOST4, tunnel.port()))
					.doOnNext((session) -> session.addCloseFutureListener((closed) -> tunnel.dispose()))
					.doOnError((ex) -> tunnel.dispose())
					.doOnCancel(tunnel::dispose));
		}
		return addresses(attempt.target().host()).flatMap((addresses) -> first(attempt, addresses));
	}

	private Mono<List<InetAddress>> addresses(String host) {
		InetAddress literal = NetUtil.createInetAddressFromIpAddressString(host);
		return (literal != null) ? Mono.just(List.of(literal))
				: this.names.addresses(host).timeout(this.settings.connectTimeout());
	}

	private Mono<ClientSession> first(Attempt attempt, List<InetAddress> addresses) {
		Mono<ClientSession> session = Mono
			.error(() -> new IOException("Cannot connect to " + attempt.target() + ": it has no address"));
		for (int i = Math.min(addresses.size(), MAX_ADDRESSES) - 1; i >= 0; i--) {
			Mono<ClientSession> next = session;
			Mono<ClientSession> dialed = dial(attempt,
					new InetSocketAddress(addresses.get(i), attempt.target().port()));
			session = (i == addresses.size() - 1 || i == MAX_ADDRESSES - 1) ? dialed
					: dialed.onErrorResume((ex) -> next);
		}
		return session;
	}

	private Mono<ClientSession> dial(Attempt attempt, InetSocketAddress address) {
		return Mono.<ClientSession>create((sink) -> {
			try {
				ConnectFuture connecting = this.client.connect(attempt, address);
				sink.onCancel(connecting::cancel);
				connecting.addListener((done) -> {
					if (done.isConnected()) {
						sink.success(done.getClientSession());
					}
					else {
						sink.error(new IOException("Cannot connect to " + attempt.target() + " at " + address + ": "
								+ reason(done.getException()), done.getException()));
					}
				});
			}
			catch (IOException | RuntimeException ex) {
				sink.error(ex);
			}
		}).timeout(this.settings.connectTimeout());
	}

	private Mono<ClientSession> login(Attempt attempt, ClientSession session) {
		return Mono.<ClientSession>create((sink) -> {
			SshTarget target = attempt.target();
			target.keys().forEach(session::addPublicKeyIdentity);
			String password = target.password();
			if (password != null) {
				session.addPasswordIdentity(password);
			}
			try {
				session.auth().addListener((done) -> {
					if (done.isSuccess()) {
						sink.success(session);
					}
					else {
						sink.error(attempt
							.reason((done.getException() != null) ? done.getException() : new IOException("refused")));
					}
				});
			}
			catch (IOException | RuntimeException ex) {
				sink.error(attempt.reason(ex));
			}
		}).doOnError((ex) -> session.close(true)).doOnCancel(() -> session.close(true));
	}

	private static String reason(@Nullable Throwable cause) {
		return (cause != null) ? String.valueOf(cause.getMessage()) : "cancelled";
	}

}
