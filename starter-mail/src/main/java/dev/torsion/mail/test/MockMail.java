package dev.torsion.mail.test;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import dev.torsion.mail.catcher.CatcherSettings;
import dev.torsion.mail.catcher.CaughtMail;
import dev.torsion.mail.catcher.MailCatcher;
import dev.torsion.mail.delivery.DeliveryRouter;
import dev.torsion.mail.smtp.session.SmtpServer;
import dev.torsion.mail.smtp.session.commands.StandardCommands;
import dev.torsion.mail.smtp.session.message.BareNewlines;
import dev.torsion.mail.smtp.session.message.Policies;
import dev.torsion.mail.smtp.session.settings.SmtpLimits;
import dev.torsion.mail.smtp.session.settings.SmtpService;
import dev.torsion.mail.smtp.session.settings.SmtpSettings;
import dev.torsion.net.Listener;
import dev.torsion.net.NetworkServer;
import dev.torsion.net.Protocol;
import dev.torsion.net.Transport;
import dev.torsion.net.test.LoopbackNetwork;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.util.unit.DataSize;

/**
 * A mail server for tests of code that sends mail: the real one, on loopback, on a free
 * port, with the {@link MailFault faults} that the test gives it. It takes mail for
 * everybody, delivers none, and keeps the last 1,000 messages. It needs no Spring;
 * {@link MockMailExtension} runs it for tests with JUnit. Safe for use by many threads.
 *
 * <pre>
 * try (MockMail mail = new MockMail().start()) {
 *     mail.fault(MailFault.reply(450, "4.2.0 Greylisted").on("RCPT").times(1));
 *     ...
 *     assertThat(mail.await().subject()).isEqualTo("hello");
 * }
 * </pre>
 */
public final class MockMail implements AutoCloseable {

	private static final DataSize MAX_SIZE = DataSize.ofMegabytes(64);

	private static final int MAX_COMMANDS = 100_000;

	private static final String BUNDLE = "mock-mail";

	private static final SmtpSettings SETTINGS = new SmtpSettings(SmtpService.SMTP, "mock.mail.example", "mail.example",
			new SmtpLimits(MAX_SIZE.toBytes(), 262_144, 2048, 1000, 10_000, 1000), BareNewlines.REJECT);

	private final MailCatcher catcher = new MailCatcher(new CatcherSettings(1000, MAX_SIZE), Clock.systemUTC());

	private final Faults faults = new Faults();

	private final List<String> commands = new ArrayList<>();

	private final DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry();

	private boolean tls;

	private volatile Duration timeout = Duration.ofSeconds(10);

	private @Nullable LoopbackNetwork network;

	private @Nullable NetworkServer server;

	/**
	 * Offers STARTTLS, if that is called before the start.
	 * @param bundle the certificate
	 * @return the server
	 */
	public synchronized MockMail tls(SslBundle bundle) {
		this.bundles.registerBundle(BUNDLE, bundle);
		this.tls = true;
		return this;
	}

	/**
	 * Sets how long the methods that wait do that, 10 seconds if not set.
	 * @param timeout how long at most
	 * @return the server
	 */
	public MockMail timeout(Duration timeout) {
		this.timeout = timeout;
		return this;
	}

	/**
	 * Starts on a free port of the loopback address.
	 * @return the server
	 * @throws IllegalStateException if it has been started
	 */
	public synchronized MockMail start() {
		if (this.server != null) {
			throw new IllegalStateException("The server has been started");
		}
		LoopbackNetwork network = new LoopbackNetwork(this.bundles);
		Listener listener = Listener.on("", 0).withMaxConnections(1000, 1000);
		if (this.tls) {
			listener = listener.withStartTls(network.servers().tls("", BUNDLE));
		}
		NetworkServer server = network.servers().stream("mock-mail", listener, this::open);
		server.start();
		this.network = network;
		this.server = server;
		return this;
	}

	private Protocol open(Transport transport) {
		FaultyTransport faulty = new FaultyTransport(transport);
		DeliveryRouter router = new DeliveryRouter(List::of,
				List.of(new FaultyDelivery(this.catcher, this.faults, faulty)));
		SmtpServer server = new SmtpServer(SETTINGS, StandardCommands.all(), router, new Policies(List.of()),
				AnybodyPortal.logins(transport.eventLoop()), Clock.systemUTC());
		return new FaultyProtocol(server.open(faulty), faulty, this.faults, this::heard);
	}

	private void heard(String command) {
		synchronized (this.commands) {
			if (this.commands.size() < MAX_COMMANDS) {
				this.commands.add(command);
			}
		}
	}

	/**
	 * Where the server listens: made for {@code spring.mail.host} and
	 * {@code DynamicPropertyRegistry.add}.
	 * @return the address
	 */
	public String host() {
		return "127.0.0.1";
	}

	/**
	 * Where the server listens: made for {@code spring.mail.port} and
	 * {@code DynamicPropertyRegistry.add}.
	 * @return the port
	 * @throws IllegalStateException if it has not been started
	 */
	public synchronized int port() {
		if (this.server == null) {
			throw new IllegalStateException("The server has not been started");
		}
		return LoopbackNetwork.port(this.server);
	}

	/**
	 * Adds a fault. All those that match a command strike it, in the order in which they
	 * were added.
	 * @param fault the fault
	 * @return the server
	 */
	public MockMail fault(MailFault fault) {
		this.faults.add(fault);
		return this;
	}

	/**
	 * The commands received so far, in their order; at most the first 100,000.
	 * @return the lines, as the clients have sent them
	 */
	public List<String> commands() {
		synchronized (this.commands) {
			return List.copyOf(this.commands);
		}
	}

	/**
	 * The messages received so far.
	 * @return the messages, the oldest first
	 */
	public List<CaughtMail> messages() {
		return this.catcher.messages();
	}

	/**
	 * Waits for a message.
	 * @return the oldest message
	 * @throws AssertionError if none comes in time
	 */
	public CaughtMail await() {
		return awaitMessages(1).get(0);
	}

	/**
	 * Waits for a message to somebody.
	 * @param recipient an address of the envelope, in any case
	 * @return the oldest such message
	 * @throws AssertionError if none comes in time
	 */
	public CaughtMail awaitTo(String recipient) {
		return await((message) -> message.isTo(recipient));
	}

	/**
	 * Waits for a certain message.
	 * @param wanted tells it
	 * @return the oldest such message
	 * @throws AssertionError if none comes in time
	 */
	public CaughtMail await(Predicate<? super CaughtMail> wanted) {
		return when((messages) -> messages.stream().anyMatch(wanted)).stream().filter(wanted).findFirst().orElseThrow();
	}

	/**
	 * Waits for several messages.
	 * @param count how many
	 * @return all messages that are there then, the oldest first
	 * @throws AssertionError if they do not come in time
	 */
	public List<CaughtMail> awaitMessages(int count) {
		return when((messages) -> messages.size() >= count);
	}

	private List<CaughtMail> when(Predicate<List<CaughtMail>> condition) {
		return this.catcher.when(condition)
			.timeout(this.timeout, Mono.empty())
			.blockOptional()
			.orElseThrow(this::missing);
	}

	private AssertionError missing() {
		return new AssertionError("No such mail within " + this.timeout.toMillis() + " ms. There is: " + messages());
	}

	/**
	 * Forgets messages, commands and faults; it goes on listening.
	 */
	public void reset() {
		this.catcher.clear();
		this.faults.clear();
		synchronized (this.commands) {
			this.commands.clear();
		}
	}

	/**
	 * Ends the server. It may be started again, on another port.
	 */
	@Override
	public synchronized void close() {
		if (this.server != null && this.network != null) {
			this.server.stop();
			this.network.close();
		}
		this.server = null;
		this.network = null;
	}

}
