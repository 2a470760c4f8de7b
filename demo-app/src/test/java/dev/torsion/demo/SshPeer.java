package dev.torsion.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;

import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;

/**
 * Somebody who has logged in by SSH.
 */
final class SshPeer implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final SshClient client = SshClient.setUpDefaultClient();

	private final ClientSession session;

	SshPeer(int port, String user, String password) throws IOException {
		this.client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
		this.client.start();
		this.session = this.client.connect(user, "127.0.0.1", port).verify(TIMEOUT).getSession();
		this.session.addPasswordIdentity(password);
		this.session.auth().verify(TIMEOUT);
	}

	/** What a command has put out, errors included. */
	String run(String command) throws IOException {
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		try (ChannelExec channel = this.session.createExecChannel(command)) {
			channel.setOut(output);
			channel.setErr(output);
			channel.open().verify(TIMEOUT);
			channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), TIMEOUT);
		}
		return output.toString(StandardCharsets.UTF_8);
	}

	void put(String name, String text) throws IOException {
		try (SftpClient files = SftpClientFactory.instance().createSftpClient(this.session);
				var file = files.write(name)) {
			file.write(text.getBytes(StandardCharsets.UTF_8));
		}
	}

	@Override
	public void close() {
		this.client.stop();
	}

}
