package dev.torsion.conch.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.torsion.conch.SshExec;
import dev.torsion.conch.SshLogin;
import dev.torsion.conch.SshRestrictions;
import dev.torsion.conch.audit.ProgramEnd;
import dev.torsion.conch.audit.ProgramRun;
import dev.torsion.conch.audit.SshAudit;
import dev.torsion.conch.connection.LiveConnection;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.forward.DefaultForwarderFactory;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.server.SshServer;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/**
 * MINA's server, to which everybody is let in, with our sessions.
 */
public final class LoopbackServer implements SshAudit, AutoCloseable {

	private final SshServer server = SshServer.setUpDefaultServer();

	private final SshClient client = SshClient.setUpDefaultClient();

	private final Scheduler scheduler = Schedulers.newSingle("conch-test");

	final List<String> audited = new ArrayList<>();

	private SshRestrictions restrictions = SshRestrictions.NONE;

	/** A server of what a line is answered with. */
	public static LoopbackServer running(SshExec exec) throws IOException {
		return new LoopbackServer().start(new Programs(List.of(exec), null, List.of()), SessionSettings.DEFAULT);
	}

	/** Waits until the audit has been told something. */
	synchronized void awaitAudit(String text) throws InterruptedException {
		while (this.audited.stream().noneMatch((line) -> line.contains(text))) {
			wait();
		}
	}

	LoopbackServer restricted(SshRestrictions restrictions) {
		this.restrictions = restrictions;
		return this;
	}

	LoopbackServer start(Programs programs, SessionSettings settings) throws IOException {
		this.server.setIoServiceFactoryFactory(new Nio2ServiceFactoryFactory());
		this.server.setHost("127.0.0.1");
		this.server.setKeyPairProvider(KeyPairProvider.wrap(hostKey()));
		this.server.setPasswordAuthenticator((name, password, session) -> true);
		this.server.setChannelFactories(List.of(new SessionChannelFactory(programs, this, settings)));
		this.server.setGlobalRequestHandlers(List.of(new ConnectionRequests()));
		this.server.setForwarderFactory(DefaultForwarderFactory.INSTANCE);
		this.server.addSessionListener(new Logins());
		this.server.start();
		this.client.setIoServiceFactoryFactory(new Nio2ServiceFactoryFactory());
		this.client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
		this.client.start();
		return this;
	}

	private static KeyPair hostKey() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(256);
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Where it listens. */
	public int port() {
		return this.server.getPort();
	}

	ClientSession connect() throws IOException {
		ClientSession session = this.client.connect("alice", "127.0.0.1", port())
			.verify(10, TimeUnit.SECONDS)
			.getSession();
		session.addPasswordIdentity("secret");
		session.auth().verify(10, TimeUnit.SECONDS);
		return session;
	}

	/** The command of OpenSSH's client that logs in here, with its password. */
	public String ssh(Path directory) throws IOException {
		Path askpass = directory.resolve("askpass");
		if (!Files.exists(askpass)) {
			Files.writeString(askpass, "#!/bin/sh\necho secret\n");
			Files.setPosixFilePermissions(askpass, PosixFilePermissions.fromString("rwx------"));
		}
		return "env SSH_ASKPASS=" + askpass + " SSH_ASKPASS_REQUIRE=force DISPLAY=none ssh -F none"
				+ " -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR"
				+ " -o PreferredAuthentications=password -p " + port();
	}

	@Override
	public synchronized void started(ProgramRun run) {
		this.audited.add(run.name() + " runs " + run.program());
		notifyAll();
	}

	@Override
	public synchronized void ended(ProgramRun run, ProgramEnd end) {
		this.audited.add(run.program() + " has ended: " + end.outcome() + " " + end.received() + " " + end.sent());
		notifyAll();
	}

	@Override
	public void close() throws IOException {
		this.client.stop();
		this.server.stop(true);
		this.scheduler.dispose();
	}

	/** Does what transport and authentication do. */
	private final class Logins implements SessionListener {

		@Override
		public void sessionCreated(Session session) {
			session.getIoSession().setAttribute(LiveConnection.SCHEDULER, LoopbackServer.this.scheduler);
		}

		@Override
		public void sessionEvent(Session session, Event event) {
			if (event == Event.Authenticated) {
				LiveConnection.of(session)
					.loggedIn(new SshLogin(
							UsernamePasswordAuthenticationToken.authenticated(session.getUsername(), null,
									AuthorityUtils.createAuthorityList("ROLE_OPS")),
							null, LoopbackServer.this.restrictions));
			}
		}

	}

}
