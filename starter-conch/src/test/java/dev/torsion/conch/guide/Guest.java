package dev.torsion.conch.guide;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;

/**
 * A client of a server on loopback, whose key it does not ask about.
 */
final class Guest implements AutoCloseable {

	private static final int TIMEOUT = 30_000;

	private final Session session;

	/** Logs in with a password. */
	Guest(int port, String user, String password) throws JSchException {
		this.session = new JSch().getSession(user, "127.0.0.1", port);
		this.session.setPassword(password.getBytes(StandardCharsets.UTF_8));
		this.session.setConfig("StrictHostKeyChecking", "no");
		this.session.connect(TIMEOUT);
	}

	Session session() {
		return this.session;
	}

	/** Runs a command to its end. */
	Ended run(String command, String input) throws Exception {
		ChannelExec channel = (ChannelExec) this.session.openChannel("exec");
		ByteArrayOutputStream errors = new ByteArrayOutputStream();
		channel.setCommand(command);
		channel.setInputStream(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
		channel.setErrStream(errors);
		try (var output = channel.getInputStream()) {
			channel.connect(TIMEOUT);
			String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
			return new Ended(channel.getExitStatus(), text, errors.toString(StandardCharsets.UTF_8));
		}
		finally {
			channel.disconnect();
		}
	}

	@Override
	public void close() {
		this.session.disconnect();
	}

	/** How a command has ended. */
	record Ended(int status, String output, String errors) {

	}

}
