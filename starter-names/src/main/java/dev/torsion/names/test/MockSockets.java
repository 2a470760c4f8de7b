package dev.torsion.names.test;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

import dev.torsion.names.DnsTransport;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.xbill.DNS.Message;

/**
 * The sockets of a {@link MockDns}: one port of UDP and TCP, with the JDK's sockets, so
 * that whatever is tested against it shares no code with it.
 */
final class MockSockets implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(MockSockets.class);

	private static final int ATTEMPTS = 50;

	private static final long END_TIMEOUT = 5000;

	private static final int MAX_CONNECTIONS = 256;

	private final ServerSocket tcp;

	private final DatagramSocket udp;

	private final BiFunction<Message, DnsTransport, Reply> replies;

	private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

	private final List<Thread> threads;

	private final ScheduledExecutorService timer = Executors
		.newSingleThreadScheduledExecutor((task) -> daemon("timer", task));

	MockSockets(InetSocketAddress address, BiFunction<Message, DnsTransport, Reply> replies) throws IOException {
		this.replies = replies;
		this.tcp = new ServerSocket();
		this.udp = bind(address, this.tcp);
		this.threads = List.of(daemon("udp", this::receive), daemon("tcp", this::accept));
		this.threads.forEach(Thread::start);
	}

	/** A port that is free for one of them may be taken for the other. */
	private static DatagramSocket bind(InetSocketAddress address, ServerSocket tcp) throws IOException {
		for (int i = 1;; i++) {
			DatagramSocket udp = new DatagramSocket(address);
			try {
				tcp.bind(new InetSocketAddress(address.getAddress(), udp.getLocalPort()));
				return udp;
			}
			catch (BindException ex) {
				udp.close();
				if (address.getPort() != 0 || i == ATTEMPTS) {
					tcp.close();
					throw ex;
				}
			}
		}
	}

	private static Thread daemon(String name, Runnable task) {
		Thread thread = new Thread(task, "mock-dns-" + name);
		thread.setDaemon(true);
		return thread;
	}

	InetSocketAddress address() {
		return new InetSocketAddress(this.udp.getLocalAddress(), this.udp.getLocalPort());
	}

	private void receive() {
		byte[] buffer = new byte[65_535];
		while (!this.udp.isClosed()) {
			try {
				DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
				this.udp.receive(packet);
				byte[] query = Arrays.copyOf(packet.getData(), packet.getLength());
				answer(query, DnsTransport.UDP,
						(bytes) -> this.udp.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress())));
			}
			catch (IOException ex) {
				logger.debug("No query received", ex);
			}
		}
	}

	private void accept() {
		while (!this.tcp.isClosed()) {
			try {
				Socket connection = this.tcp.accept();
				if (this.connections.size() >= MAX_CONNECTIONS) {
					connection.close();
					continue;
				}
				this.connections.add(connection);
				daemon("connection", () -> serve(connection)).start();
			}
			catch (IOException ex) {
				logger.debug("No connection accepted", ex);
			}
		}
	}

	private void serve(Socket connection) {
		try (connection) {
			DataInputStream in = new DataInputStream(connection.getInputStream());
			DataOutputStream out = new DataOutputStream(connection.getOutputStream());
			while (!this.tcp.isClosed()) {
				byte[] query = new byte[in.readUnsignedShort()];
				in.readFully(query);
				answer(query, DnsTransport.TCP, (bytes) -> send(out, bytes));
			}
		}
		catch (IOException ex) {
			logger.debug("A connection has ended", ex);
		}
		finally {
			this.connections.remove(connection);
		}
	}

	private static void send(DataOutputStream out, byte[] bytes) throws IOException {
		synchronized (out) {
			out.writeShort(bytes.length);
			out.write(bytes);
			out.flush();
		}
	}

	private void answer(byte[] query, DnsTransport transport, Sender sender) {
		try {
			Message message = new Message(query);
			if (message.getQuestion() == null) {
				return;
			}
			Reply reply = this.replies.apply(message, transport);
			byte[] bytes = reply.bytes();
			if (bytes != null && reply.delay().isZero()) {
				sender.send(bytes);
			}
			else if (bytes != null) {
				this.timer.schedule(() -> sendLate(sender, bytes), reply.delay().toNanos(), TimeUnit.NANOSECONDS);
			}
		}
		catch (SocketException | RejectedExecutionException ex) {
			logger.debug("No answer sent", ex);
		}
		catch (IOException | RuntimeException ex) {
			logger.error("No answer to a query over " + transport, ex);
		}
	}

	private static void sendLate(Sender sender, byte[] bytes) {
		try {
			sender.send(bytes);
		}
		catch (IOException ex) {
			logger.debug("No answer sent", ex);
		}
	}

	@Override
	public void close() {
		this.timer.shutdownNow();
		this.udp.close();
		close(this.tcp);
		this.connections.forEach(MockSockets::close);
		this.threads.forEach(MockSockets::join);
	}

	/** A socket is bound for as long as a thread waits in it. */
	private static void join(Thread thread) {
		try {
			thread.join(END_TIMEOUT);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void close(AutoCloseable socket) {
		try {
			socket.close();
		}
		catch (Exception ex) {
			logger.debug("Not closed", ex);
		}
	}

	/** Sends one answer. */
	private interface Sender {

		void send(byte[] bytes) throws IOException;

	}

}
