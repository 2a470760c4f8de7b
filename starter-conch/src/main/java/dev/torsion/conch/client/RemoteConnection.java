package dev.torsion.conch.client;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import dev.torsion.conch.connection.LiveConnection;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpErrorDataHandler;
import org.apache.sshd.sftp.client.SftpVersionSelector;
import org.apache.sshd.sftp.client.impl.DefaultSftpClientFactory;
import org.apache.sshd.sftp.common.SftpConstants;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * One connection to a target, logged in.
 */
final class RemoteConnection {

	private static final SftpVersionSelector VERSION = SftpVersionSelector.fixedVersionSelector(SftpConstants.SFTP_V3);

	private final ClientSession session;

	private final Scheduler scheduler;

	private @Nullable SftpClient sftp;

	/** How many are using it; the pool's. */
	private int users;

	/** How often it was used; the pool's. */
	private long uses;

	RemoteConnection(ClientSession session) {
		this.session = session;
		this.scheduler = (session.getIoSession().getAttribute(LiveConnection.SCHEDULER) instanceof Scheduler given)
				? given : Schedulers.single(Schedulers.boundedElastic());
	}

	ClientSession session() {
		return this.session;
	}

	Scheduler scheduler() {
		return this.scheduler;
	}

	boolean isOpen() {
		return this.session.isOpen() && !this.session.isClosing();
	}

	ConnectionService service() {
		return this.session.getService(ConnectionService.class);
	}

	int users() {
		return this.users;
	}

	long uses() {
		return this.uses;
	}

	void enter() {
		this.users++;
		this.uses++;
	}

	void leave() {
		this.users--;
	}

	Mono<ChannelExec> exec(String command) {
		return Mono.create((sink) -> {
			try {
				ChannelExec channel = this.session.createExecChannel(command, null, Map.of());
				channel.setStreaming(ClientChannel.Streaming.Async);
				sink.onCancel(() -> channel.close(false));
				channel.open().addListener((opened) -> {
					if (opened.isOpened()) {
						sink.success(channel);
					}
					else {
						sink.error(new IOException("No channel for a command: " + reason(opened.getException()),
								opened.getException()));
					}
				});
			}
			catch (IOException | RuntimeException ex) {
				sink.error(ex);
			}
		});
	}

	private static String reason(@Nullable Throwable cause) {
		return (cause != null) ? String.valueOf(cause.getMessage()) : "cancelled";
	}

	/** The one channel of SFTP, which all share. Blocks until it is open. */
	synchronized SftpClient sftp() throws IOException {
		SftpClient open = this.sftp;
		if (open == null || !open.isOpen()) {
			open = DefaultSftpClientFactory.INSTANCE.createSftpClient(this.session, VERSION,
					SftpErrorDataHandler.EMPTY);
			this.sftp = open;
		}
		return open;
	}

	void close() {
		this.session.close(false);
	}

	/** Those of a list that can be used. */
	static @Nullable RemoteConnection free(List<RemoteConnection> connections, int maxChannels) {
		return connections.stream()
			.filter((connection) -> connection.isOpen() && connection.users < maxChannels)
			.findFirst()
			.orElse(null);
	}

}
