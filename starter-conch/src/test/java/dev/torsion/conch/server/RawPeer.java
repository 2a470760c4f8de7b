package dev.torsion.conch.server;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A peer before the first key exchange: packets of RFC 4253 section 6, not encrypted.
 */
public final class RawPeer implements AutoCloseable {

	/** SSH_MSG_IGNORE. */
	public static final int IGNORE = 2;

	/** SSH_MSG_KEXINIT. */
	public static final int KEXINIT = 20;

	private final Socket socket;

	private final DataInputStream in;

	/**
	 * Connects, and says nothing.
	 * @param port the port on loopback
	 * @throws IOException if that fails
	 */
	public RawPeer(int port) throws IOException {
		this.socket = new Socket("127.0.0.1", port);
		this.socket.setSoTimeout(30_000);
		this.in = new DataInputStream(this.socket.getInputStream());
	}

	/**
	 * Sends bytes as they are.
	 * @param bytes the bytes
	 * @throws IOException if that fails
	 */
	public void send(byte[] bytes) throws IOException {
		this.socket.getOutputStream().write(bytes);
		this.socket.getOutputStream().flush();
	}

	/**
	 * Sends text as it is.
	 * @param text the text
	 * @throws IOException if that fails
	 */
	public void send(String text) throws IOException {
		send(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Sends a packet.
	 * @param payload what is in it
	 * @throws IOException if that fails
	 */
	public void packet(byte[] payload) throws IOException {
		int padding = 8 - (payload.length + 5) % 8 + 8;
		ByteBuffer packet = ByteBuffer.allocate(5 + payload.length + padding);
		packet.putInt(1 + payload.length + padding).put((byte) padding).put(payload);
		send(packet.array());
	}

	/**
	 * Reads the line that says what the server is.
	 * @return the line, without its end
	 * @throws IOException if that fails
	 */
	public String identification() throws IOException {
		StringBuilder line = new StringBuilder();
		for (int c = this.in.read(); c != '\n'; c = this.in.read()) {
			if (c < 0) {
				throw new IOException("No identification");
			}
			line.append((char) c);
		}
		return line.toString().strip();
	}

	/**
	 * Reads a packet.
	 * @return what is in it
	 * @throws IOException if there is none
	 */
	public ByteBuffer packet() throws IOException {
		int length = this.in.readInt();
		byte[] packet = this.in.readNBytes(length);
		return ByteBuffer.wrap(packet, 1, packet.length - 1 - packet[0]).slice();
	}

	/**
	 * Reads the proposal of the server.
	 * @return its ten lists of names
	 * @throws IOException if it sends something else
	 */
	public List<List<String>> proposal() throws IOException {
		ByteBuffer packet = packet();
		if (packet.get() != KEXINIT) {
			throw new IOException("No SSH_MSG_KEXINIT");
		}
		packet.position(17);
		List<List<String>> lists = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			byte[] names = new byte[packet.getInt()];
			packet.get(names);
			lists.add(List.of(new String(names, StandardCharsets.US_ASCII).split(",")));
		}
		return lists;
	}

	/**
	 * A proposal of our own.
	 * @param exchanges the key exchanges, extensions included
	 * @return the payload of the packet
	 */
	public static byte[] proposal(String exchanges) {
		ByteBuffer payload = ByteBuffer.allocate(1024).put((byte) KEXINIT).put(new byte[16]);
		for (String names : List.of(exchanges, "ssh-ed25519", "aes256-ctr", "aes256-ctr",
				"hmac-sha2-256-etm@openssh.com", "hmac-sha2-256-etm@openssh.com", "none", "none", "", "")) {
			payload.putInt(names.length()).put(names.getBytes(StandardCharsets.US_ASCII));
		}
		payload.put((byte) 0).putInt(0).flip();
		byte[] bytes = new byte[payload.remaining()];
		payload.get(bytes);
		return bytes;
	}

	/**
	 * Reads until the server has closed the connection.
	 * @return the types of the messages it has sent before
	 * @throws IOException if it does not
	 */
	public List<Integer> toTheEnd() throws IOException {
		List<Integer> types = new ArrayList<>();
		while (true) {
			int length;
			try {
				length = this.in.readInt();
			}
			catch (EOFException | SocketException ex) {
				return types;
			}
			types.add((int) this.in.readNBytes(length)[1]);
		}
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
