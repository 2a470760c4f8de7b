package dev.torsion.conch.test;

import java.net.InetSocketAddress;
import java.net.SocketAddress;

import dev.torsion.conch.SshConnection;
import dev.torsion.conch.SshLogin;
import dev.torsion.conch.SshRestrictions;
import dev.torsion.net.test.VirtualEventLoop;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;

/**
 * A connection of somebody who has logged in, without SSH.
 */
public final class RecordingConnection implements SshConnection {

	private final SshLogin login;

	private final Scheduler scheduler;

	private volatile @Nullable String disconnected;

	/**
	 * Creates a connection.
	 * @param login who has logged in
	 * @param scheduler where everything of it happens
	 */
	public RecordingConnection(SshLogin login, Scheduler scheduler) {
		this.login = login;
		this.scheduler = scheduler;
	}

	/**
	 * A connection of an account, without restrictions, whose time stands still: see
	 * {@link VirtualEventLoop}.
	 * @param name the name of the account
	 * @param authorities what it is granted, such as {@code ROLE_OPS}
	 * @return the connection
	 */
	public static RecordingConnection of(String name, String... authorities) {
		Authentication authentication = UsernamePasswordAuthenticationToken.authenticated(name, null,
				AuthorityUtils.createAuthorityList(authorities));
		return new RecordingConnection(new SshLogin(authentication, null, SshRestrictions.NONE),
				new VirtualEventLoop().scheduler());
	}

	/**
	 * What the peer was told when it was disconnected.
	 * @return the reason, {@code null} if it was not
	 */
	public @Nullable String disconnected() {
		return this.disconnected;
	}

	@Override
	public String id() {
		return "1";
	}

	@Override
	public SshLogin login() {
		return this.login;
	}

	@Override
	public SocketAddress peer() {
		return InetSocketAddress.createUnresolved("192.0.2.1", 50_000);
	}

	@Override
	public Scheduler scheduler() {
		return this.scheduler;
	}

	@Override
	public void disconnect(String reason) {
		this.disconnected = reason;
	}

}
