package dev.torsion.names.differential;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.torsion.names.differential.query.Query;

/**
 * Puts queries to a server and gathers what it answers.
 */
final class Asker {

	private static final int BATCH = 32;

	private static final int[] PATIENCE_MILLIS = { 25, 100, 200 };

	private static final int TCP_MILLIS = 5000;

	private final InetSocketAddress server;

	Asker(InetSocketAddress server) {
		this.server = server;
	}

	/**
	 * Asks by UDP. What is not answered is asked again, as datagrams may be lost.
	 * @param queries the queries, whose identifiers are their indexes
	 * @return the answers
	 */
	List<Observation> datagrams(List<Query> queries) throws IOException {
		Map<Integer, byte[]> answers = new HashMap<>();
		List<Integer> open = new ArrayList<>(IntStream.range(0, queries.size()).boxed().toList());
		for (int patience : PATIENCE_MILLIS) {
			try (DatagramSocket socket = new DatagramSocket()) {
				socket.setSoTimeout(patience);
				for (int from = 0; from < open.size(); from += BATCH) {
					batch(socket, queries, open.subList(from, Math.min(open.size(), from + BATCH)), answers);
				}
			}
			open.removeIf(answers::containsKey);
		}
		return IntStream.range(0, queries.size()).mapToObj((id) -> Observation.of(answers.get(id))).toList();
	}

	private void batch(DatagramSocket socket, List<Query> queries, List<Integer> ids, Map<Integer, byte[]> answers)
			throws IOException {
		for (int id : ids) {
			byte[] message = queries.get(id).message();
			socket.send(new DatagramPacket(message, message.length, this.server));
		}
		DatagramPacket packet = new DatagramPacket(new byte[65535], 65535);
		try {
			while (!answers.keySet().containsAll(ids)) {
				socket.receive(packet);
				byte[] answer = Arrays.copyOf(packet.getData(), packet.getLength());
				answers.put(id(answer), answer);
			}
		}
		catch (SocketTimeoutException ex) {
			// The rest is silence
		}
	}

	/**
	 * Asks by TCP. Each question has a connection of its own, as a server may close it
	 * instead of an answer.
	 * @param queries the queries
	 * @return the answers
	 */
	List<Observation> stream(List<Query> queries) throws IOException {
		List<Observation> answers = new ArrayList<>();
		for (Query query : queries) {
			answers.add(stream(query.message()));
		}
		return answers;
	}

	private Observation stream(byte[] message) throws IOException {
		try (Socket socket = new Socket(this.server.getAddress(), this.server.getPort())) {
			socket.setSoTimeout(TCP_MILLIS);
			socket.getOutputStream()
				.write(ByteBuffer.allocate(message.length + 2).putShort((short) message.length).put(message).array());
			DataInputStream input = new DataInputStream(socket.getInputStream());
			byte[] answer = new byte[input.readUnsignedShort()];
			input.readFully(answer);
			return Observation.of(answer);
		}
		catch (EOFException ex) {
			return Observation.of(null);
		}
	}

	private static int id(byte[] message) {
		return (message[0] & 0xff) << 8 | message[1] & 0xff;
	}

}
