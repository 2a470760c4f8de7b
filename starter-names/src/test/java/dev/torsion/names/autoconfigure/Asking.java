package dev.torsion.names.autoconfigure;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

import org.springframework.context.ApplicationContext;

/**
 * Asks the server of an application over UDP, from an address of the machine's own.
 */
public final class Asking {

	private static final int TIMEOUT = 10_000;

	private Asking() {
	}

	/**
	 * Asks a question.
	 * @param context the application, with a DNS server
	 * @param client the address to ask from
	 * @param name the name
	 * @param type the number of the type
	 * @return the answer
	 */
	public static Message ask(ApplicationContext context, String client, String name, int type) throws IOException {
		return send(context, client,
				Message.newQuery(Record.newRecord(Name.fromConstantString(name), type, DClass.IN)));
	}

	/**
	 * Sends a message.
	 * @param context the application, with a DNS server
	 * @param client the address to send it from
	 * @param message the message
	 * @return the answer
	 */
	public static Message send(ApplicationContext context, String client, Message message) throws IOException {
		int port = context.getEnvironment().getRequiredProperty("local.network.names-udp.port", int.class);
		byte[] query = message.toWire();
		try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(client, 0))) {
			socket.setSoTimeout(TIMEOUT);
			socket.send(new DatagramPacket(query, query.length,
					new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port)));
			DatagramPacket answer = new DatagramPacket(new byte[1232], 1232);
			socket.receive(answer);
			byte[] bytes = new byte[answer.getLength()];
			System.arraycopy(answer.getData(), 0, bytes, 0, bytes.length);
			return new Message(bytes);
		}
	}

	/**
	 * Asks a question.
	 * @param context the application, with a DNS server
	 * @param name the name
	 * @param type the number of the type
	 * @return the data of the answer, as in a zone file
	 */
	public static List<String> data(ApplicationContext context, String name, int type) throws IOException {
		return data(ask(context, "127.0.0.1", name, type));
	}

	/**
	 * What an answer says.
	 * @param answer the answer
	 * @return the data of its answer section, as in a zone file
	 */
	public static List<String> data(Message answer) {
		return answer.getSection(Section.ANSWER).stream().map(Record::rdataToString).toList();
	}

}
