package dev.torsion.conch.client.key;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.sshd.agent.SshAgent;
import org.apache.sshd.agent.SshAgentKeyConstraint;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * The client of an agent, over its socket: draft-ietf-sshm-ssh-agent. It asks for keys
 * and signatures, and blocks meanwhile, which is why it is used for the login only, away
 * from event loops.
 */
public final class AgentClient implements SshAgent {

	private static final int REQUEST_IDENTITIES = 11;

	private static final int IDENTITIES_ANSWER = 12;

	private static final int SIGN_REQUEST = 13;

	private static final int SIGN_RESPONSE = 14;

	private static final int RSA_SHA2_256 = 2;

	private static final int RSA_SHA2_512 = 4;

	private static final int MAX_ANSWER = 256 * 1024;

	private static final int MAX_KEYS = 64;

	private final SocketChannel socket;

	/**
	 * Connects to an agent.
	 * @param path the path of its socket
	 * @throws IOException if there is none
	 */
	public AgentClient(Path path) throws IOException {
		this.socket = SocketChannel.open(UnixDomainSocketAddress.of(path));
	}

	@Override
	public Iterable<? extends Map.Entry<PublicKey, String>> getIdentities() throws IOException {
		Buffer request = new ByteArrayBuffer();
		request.putByte((byte) REQUEST_IDENTITIES);
		Buffer answer = ask(request, IDENTITIES_ANSWER);
		List<Map.Entry<PublicKey, String>> keys = new ArrayList<>();
		for (long i = Math.min(answer.getUInt(), MAX_KEYS); i > 0; i--) {
			byte[] key = answer.getBytes();
			String comment = answer.getString();
			try {
				keys.add(Map.entry(new ByteArrayBuffer(key).getRawPublicKey(), comment));
			}
			catch (IOException | RuntimeException ex) {
				// A kind of key that is not known here; others may do
				continue;
			}
		}
		return keys;
	}

	@Override
	public Map.Entry<String, byte[]> sign(SessionContext session, PublicKey key, String algorithm, byte[] data)
			throws IOException {
		Buffer request = new ByteArrayBuffer();
		request.putByte((byte) SIGN_REQUEST);
		request.putPublicKey(key);
		request.putBytes(data);
		request.putUInt(flags(algorithm));
		Buffer signature = new ByteArrayBuffer(ask(request, SIGN_RESPONSE).getBytes());
		return Map.entry(signature.getString(), signature.getBytes());
	}

	private static int flags(String algorithm) {
		if (algorithm.startsWith("rsa-sha2-512")) {
			return RSA_SHA2_512;
		}
		return algorithm.startsWith("rsa-sha2-256") ? RSA_SHA2_256 : 0;
	}

	private synchronized Buffer ask(Buffer request, int expected) throws IOException {
		byte[] body = request.getCompactData();
		ByteBuffer message = ByteBuffer.allocate(Integer.BYTES + body.length).putInt(body.length).put(body).flip();
		while (message.hasRemaining()) {
			this.socket.write(message);
		}
		int length = read(Integer.BYTES).getInt();
		if (length < 1 || length > MAX_ANSWER) {
			throw new IOException("The agent has answered with " + length + " bytes");
		}
		Buffer answer = new ByteArrayBuffer(read(length).array());
		if (answer.getUByte() != expected) {
			throw new IOException("The agent has refused");
		}
		return answer;
	}

	private ByteBuffer read(int length) throws IOException {
		ByteBuffer bytes = ByteBuffer.allocate(length);
		while (bytes.hasRemaining()) {
			if (this.socket.read(bytes) < 0) {
				throw new EOFException("The agent has hung up");
			}
		}
		return bytes.flip();
	}

	@Override
	public void addIdentity(KeyPair key, String comment, SshAgentKeyConstraint... constraints) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void removeIdentity(PublicKey key) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void removeAllIdentities() {
		throw new UnsupportedOperationException();
	}

	@Override
	public boolean isOpen() {
		return this.socket.isOpen();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
