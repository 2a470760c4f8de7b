package dev.torsion.conch.sftp.session;

import java.io.IOException;
import java.time.Clock;
import java.util.List;

import dev.torsion.conch.SshLogin;
import dev.torsion.conch.SshSession;
import dev.torsion.conch.SshSubsystem;
import dev.torsion.conch.files.FileAccesses;
import dev.torsion.net.EventLoop;
import reactor.core.publisher.Mono;

/**
 * SFTP version 3, draft-ietf-secsh-filexfer-02, as a subsystem. Safe to use from any
 * thread.
 */
public final class SftpSubsystem implements SshSubsystem {

	private final FileAccesses files;

	private final SftpSettings settings;

	private final Dispatcher dispatcher;

	private final EventLoop loop;

	private final Clock clock;

	/**
	 * Creates the subsystem.
	 * @param files the files of who has logged in
	 * @param settings limits, and how files are made
	 * @param requests the requests; of several of one type the first
	 * @param loop has the pool on which requests are done
	 * @param clock the time, and the time zone in which times of files are shown
	 */
	public SftpSubsystem(FileAccesses files, SftpSettings settings, List<SftpRequest> requests, EventLoop loop,
			Clock clock) {
		this.files = files;
		this.settings = settings;
		this.dispatcher = new Dispatcher(requests);
		this.loop = loop;
		this.clock = clock;
	}

	@Override
	public String name() {
		return "sftp";
	}

	@Override
	public Mono<Integer> run(SshSession session) {
		return Mono.create((exit) -> {
			SftpProtocol protocol = new SftpProtocol(this, session, exit);
			exit.onDispose(protocol::closed);
			session.readTo(protocol);
		});
	}

	SftpSession open(SshLogin login) throws IOException {
		return new SftpSession(this.files.of(login), this.settings, this.clock);
	}

	SftpSettings settings() {
		return this.settings;
	}

	Dispatcher dispatcher() {
		return this.dispatcher;
	}

	EventLoop loop() {
		return this.loop;
	}

}
