package dev.torsion.words.irc.client.live;

import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.torsion.BlockedLoops;
import dev.torsion.net.Backoff;
import dev.torsion.net.Certificates;
import dev.torsion.net.ConnectionError;
import dev.torsion.net.NetworkClients;
import dev.torsion.net.ServerFixture;
import dev.torsion.net.TlsContext.TlsSettings;
import dev.torsion.words.irc.client.IrcClient;
import dev.torsion.words.irc.client.IrcClientBuilder;
import dev.torsion.words.irc.client.IrcClients;
import dev.torsion.words.irc.client.IrcEvent;
import dev.torsion.words.irc.client.IrcException;
import dev.torsion.words.irc.client.IrcLimits;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class LiveClientTests {

	private final ServerFixture fixture = new ServerFixture();

	private final FakeServer server = new FakeServer(this.fixture, ServerFixture.anyPort());

	private final IrcClients clients = new LiveClients(new NetworkClients(this.fixture.servers(), this.fixture.bundles,
			(host) -> Mono.error(new UnknownHostException(host))), Clock.systemUTC());

	private final List<IrcClient> opened = new ArrayList<>();

	@AfterEach
	void stop() {
		this.opened.forEach((client) -> client.close().block());
		this.fixture.close();
	}

	@Test
	void isABotInTenLines() throws Exception {
		IrcClient bot = this.clients.to("127.0.0.1")
			.port(this.server.port())
			.plainText()
			.nick("bot")
			.channels("#lobby")
			.build();
		bot.onMessage((message) -> message.text().equals("!hello")
				? bot.say(message.replyTo(), "Hello, " + message.from().nick()) : Mono.empty());
		bot.start();
		this.opened.add(bot);
		this.server.expect("JOIN #lobby");
		this.server.tell(":amy!a@h PRIVMSG #lobby :!hello");
		assertThat(this.server.expect("PRIVMSG")).isEqualTo("PRIVMSG #lobby :Hello, amy");
	}

	@Test
	void comesBackAndJoinsAgain() throws Exception {
		IrcClient client = connect(plain().channels("#a", "#b key"));
		BlockingQueue<String> events = new LinkedBlockingQueue<>();
		client.events().subscribe((event) -> events.add(event.getClass().getSimpleName()));
		client.registered().block();
		client.join("#c").block();
		client.join("#d").block();
		CompletableFuture<Void> parted = client.part("#d", "").toFuture();
		this.server.expect("PART #d");
		this.server.hangUp();
		this.server.expect("NICK bot");
		assertThat(parted).isCompletedExceptionally();
		assertThat(this.server.expect("JOIN")).isEqualTo("JOIN #b key");
		assertThat(this.server.expect("JOIN")).isEqualTo("JOIN #a,#c");
		client.registered().block();
		assertThat(client.say("#a", "back").blockOptional()).isEmpty();
		this.server.expect("PRIVMSG #a back");
		Awaitility.await().until(() -> events.containsAll(List.of("Disconnected", "Connected", "Registered")));
		assertThat(client.traffic().accepted()).isEqualTo(2);
	}

	@Test
	void failsAtOnceWhileItIsNotConnectedAndWaitsIfAskedTo() {
		IrcClient client = plain().build();
		assertThatExceptionOfType(IrcException.class).isThrownBy(() -> client.say("#a", "x").block())
			.matches((ex) -> ex.reason() == IrcException.Reason.DISCONNECTED);
		assertThatExceptionOfType(IrcException.class).isThrownBy(() -> client.history("#a", 1).blockLast());
		CompletableFuture<Void> registered = client.registered().toFuture();
		assertThat(registered).isNotDone();
		client.start();
		this.opened.add(client);
		registered.orTimeout(20, TimeUnit.SECONDS).join();
		assertThat(client.nick().block()).isEqualTo("bot");
	}

	@Test
	void goesOnAfterAMessageThatABotFailsAt(CapturedOutput output) throws Exception {
		IrcClient bot = connect(plain());
		bot.onMessage((message) -> {
			if (message.text().equals("1")) {
				throw new IllegalStateException("cannot");
			}
			return message.text().equals("2") ? Mono.error(new IllegalStateException("will not"))
					: bot.say(message.replyTo(), "three");
		});
		bot.registered().block();
		for (String text : List.of(":bot!b@h PRIVMSG amy :own", ":amy!a@h NOTICE bot :3", ":amy!a@h PRIVMSG bot :1",
				":amy!a@h PRIVMSG bot :2", ":amy!a@h PRIVMSG bot :3")) {
			this.server.tell(text);
		}
		assertThat(this.server.expect("PRIVMSG")).isEqualTo("PRIVMSG amy three");
		assertThat(output).contains("cannot", "will not");
	}

	@Test
	void letsASubscriberThatDoesNotKeepUpMissTheOldest(CapturedOutput output) {
		IrcLimits usual = IrcLimits.ofDefaults();
		IrcClient client = connect(plain().limits(new IrcLimits(usual.keepAlive(), usual.registrationTimeout(),
				usual.requestTimeout(), 5, Duration.ZERO, 10, 10, 3, 10, 10)));
		client.registered().block();
		List<String> seen = new ArrayList<>();
		BaseSubscriber<IrcEvent.Message> slow = new BaseSubscriber<>() {

			@Override
			protected void hookOnSubscribe(Subscription subscription) {
			}

			@Override
			protected void hookOnNext(IrcEvent.Message message) {
				seen.add(message.text());
			}

		};
		client.events().ofType(IrcEvent.Message.class).subscribe(slow);
		CompletableFuture<Void> last = client.messages()
			.filter((message) -> message.text().equals("9"))
			.next()
			.then()
			.toFuture();
		for (int i = 0; i < 10; i++) {
			this.server.tell(":amy!a@h PRIVMSG bot :" + i);
		}
		last.orTimeout(20, TimeUnit.SECONDS).join();
		slow.requestUnbounded();
		assertThat(seen).containsExactly("7", "8", "9");
		assertThat(output).containsOnlyOnce("misses the oldest");
	}

	@Test
	void saysGoodbyeAndStaysAway() throws Exception {
		IrcClient client = connect(plain());
		client.registered().block();
		CompletableFuture<Long> events = client.events().count().toFuture();
		client.close().block();
		this.server.expect("QUIT");
		assertThat(events.orTimeout(20, TimeUnit.SECONDS).join()).isOne();
		assertThat(client.isRunning()).isFalse();
		assertThat(client.connections()).isEmpty();
	}

	@Test
	void speaksTlsToTheServerItMeans() throws Exception {
		SslBundle certificate = Certificates.bundle("localhost");
		this.fixture.bundles.registerBundle("server", certificate);
		this.fixture.bundles.registerBundle("trusting", Certificates.trusting(null, certificate));
		FakeServer secure = new FakeServer(this.fixture, ServerFixture.anyPort()
			.withTls(this.fixture.servers().tls(TlsSettings.of("network.test.ssl.bundle", "server"))));
		IrcClients resolving = new LiveClients(
				new NetworkClients(this.fixture.servers(), this.fixture.bundles,
						(host) -> Mono.fromCallable(() -> List.of(java.net.InetAddress.getByName("127.0.0.1")))),
				Clock.systemUTC());
		for (String host : List.of("other.example", "localhost")) {
			IrcClient client = resolving.to(host)
				.name(host)
				.port(secure.port())
				.sslBundle("trusting")
				.backoff(new Backoff(Duration.ofMillis(1), Duration.ofSeconds(20)))
				.nick("bot")
				.connect();
			this.opened.add(client);
			if (host.equals("localhost")) {
				secure.expect("NICK bot");
				client.registered().block();
			}
			else {
				Awaitility.await().until(() -> client.traffic().errors(ConnectionError.TLS) > 1);
				assertThat(secure.lines).isEmpty();
			}
		}
	}

	@Test
	void logsInWithoutBlockingTheLoop() throws Exception {
		ScramServer scram = new ScramServer("hush-hush");
		AtomicInteger logins = new AtomicInteger();
		this.server.answering("CAP LS", (line) -> ":s CAP * LS :sasl=SCRAM-SHA-256\r\n")
			.answering("CAP REQ", (line) -> ":s CAP * ACK :sasl\r\n")
			.answering("USER", (line) -> "")
			.answering("AUTHENTICATE", scram::answer)
			.answering("CAP END", (line) -> {
				logins.incrementAndGet();
				return ":s 001 bot :Welcome\r\n:s 422 bot :No message\r\n";
			});
		connect(plain().login("amy", "hush-hush")).registered().block();
		try (BlockedLoops watch = BlockedLoops.watch()) {
			this.server.hangUp();
			this.server.expect("CAP END");
			this.server.expect("CAP END");
			assertThat(watch.seen()).isEmpty();
		}
		this.opened.get(0).close().block();
		this.server.lines.clear();
		connect(plain().login("amy", "hash-hash"));
		this.server.expect("AUTHENTICATE SCRAM");
		this.server.expect("CAP LS");
		assertThat(logins).hasValue(2);
	}

	@Test
	void tellsOnceWhatFailsAgainAndAgain(CapturedOutput output) {
		IrcClient client = connect(plain().login("amy", "hush-hush"));
		Awaitility.await().until(() -> client.traffic().accepted() > 3);
		assertThat(output).containsOnlyOnce("The server has no login by SASL").doesNotContain("hush-hush");
	}

	private IrcClientBuilder plain() {
		return this.clients.to("127.0.0.1")
			.port(this.server.port())
			.plainText()
			.nick("bot")
			.backoff(new Backoff(Duration.ofMillis(1), Duration.ofMillis(50)))
			.limits(IrcLimits.ofDefaults().withPace(100, Duration.ofMillis(1)));
	}

	private IrcClient connect(IrcClientBuilder builder) {
		IrcClient client = builder.connect();
		this.opened.add(client);
		return client;
	}

}
