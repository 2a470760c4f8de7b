package dev.torsion.words.irc.client.live;

import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.torsion.interop.Interop;
import dev.torsion.net.Backoff;
import dev.torsion.net.NetworkClients;
import dev.torsion.net.ServerFixture;
import dev.torsion.words.irc.client.IrcClient;
import dev.torsion.words.irc.client.IrcClients;
import dev.torsion.words.irc.client.IrcEvent;
import dev.torsion.words.irc.client.IrcException;
import dev.torsion.words.irc.client.IrcLimits;
import dev.torsion.words.irc.wire.IrcMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The client on a network of ngIRCd.
 */
@Timeout(120)
@Interop("ngircd")
class NgIrcdTests {

	@TempDir
	Path folder;

	private final ServerFixture fixture = new ServerFixture();

	private final IrcClients clients = new LiveClients(new NetworkClients(this.fixture.servers(), this.fixture.bundles,
			(host) -> Mono.error(new UnknownHostException(host))), Clock.systemUTC());

	private final List<IrcClient> opened = new ArrayList<>();

	private NgIrcd server;

	@BeforeEach
	void start() throws Exception {
		this.server = new NgIrcd(this.folder);
	}

	@AfterEach
	void stop() {
		this.opened.forEach((client) -> client.close().block());
		this.server.close();
		this.fixture.close();
	}

	@Test
	void talks() throws Exception {
		IrcClient amy = connect("amy");
		IrcClient bob = connect("bob");
		BlockingQueue<IrcEvent> heard = listen(bob);
		amy.join("#Lobby").block();
		bob.join("#lobby").block();
		assertThat(bob.channel("#LOBBY").block()).satisfies((channel) -> {
			assertThat(channel.isOperator("amy")).isTrue();
			assertThat(channel.members()).containsOnlyKeys("amy", "bob");
		});
		amy.raw(IrcMessage.of("TOPIC", "#lobby", "All and nothing")).block();
		assertThat(await(heard, IrcEvent.TopicChanged.class).topic()).isEqualTo("All and nothing");
		String text = "words with \u00e9 \u20ac \ud83d\ude00 ".repeat(60).strip();
		amy.say("#lobby", text).block();
		StringBuilder whole = new StringBuilder();
		while (whole.length() < text.length()) {
			IrcEvent.Message message = await(heard, IrcEvent.Message.class);
			assertThat(message.from().nick()).isEqualTo("amy");
			whole.append((whole.length() > 0) ? " " : "").append(message.text());
		}
		assertThat(whole).hasToString(text);
		amy.action("bob", "waves").block();
		IrcEvent.Message waves = await(heard, IrcEvent.Message.class);
		assertThat(waves.action()).isTrue();
		assertThat(waves.replyTo()).isEqualTo("amy");
		amy.raw(IrcMessage.of("KICK", "#lobby", "bob", "enough")).block();
		assertThat(await(heard, IrcEvent.Kicked.class).reason()).isEqualTo("enough");
		assertThat(bob.channel("#lobby").blockOptional()).isEmpty();
	}

	@Test
	void asks() {
		IrcClient amy = connect("amy");
		connect("bob");
		assertThat(amy.request(IrcMessage.of("WHOIS", "bob")).block()).extracting(IrcMessage::command)
			.contains("311", "312", "318");
		assertThatExceptionOfType(IrcException.class)
			.isThrownBy(() -> amy.request(IrcMessage.of("WHOIS", "nobody")).block())
			.matches((ex) -> ex.code().equals("401"));
		amy.join("#a").block();
		assertThat(amy.request(IrcMessage.of("NAMES", "#a")).block()).extracting(IrcMessage::command)
			.containsExactly("353", "366");
		assertThat(amy.request(IrcMessage.of("WHO", "#a")).block()).hasSize(2);
		amy.part("#a", "so long").block();
		assertThatExceptionOfType(IrcException.class).isThrownBy(() -> amy.part("#a", "").block())
			.matches((ex) -> List.of("403", "442").contains(ex.code()));
	}

	@Test
	void isKeptOutOfAChannel() {
		IrcClient amy = connect("amy");
		IrcClient bob = connect("bob");
		amy.join("#a").block();
		amy.raw(IrcMessage.of("MODE", "#a", "+k", "key")).block();
		amy.request(IrcMessage.of("MODE", "#a")).block();
		assertThatExceptionOfType(IrcException.class).isThrownBy(() -> bob.join("#a").block())
			.matches((ex) -> ex.code().equals("475"));
		bob.join("#a", "key").block();
	}

	@Test
	void takesAnotherNickIfItsOwnIsTaken() {
		connect("amy");
		IrcClient second = client("amy", "amelia");
		assertThat(second.nick().block()).isEqualTo("amelia");
		IrcClient third = client("amy", "amelia");
		assertThat(third.nick().block()).isEqualTo("amy_");
	}

	@Test
	void comesBackAfterTheServerWasKilled() throws Exception {
		IrcClient amy = connect("amy");
		BlockingQueue<IrcEvent> heard = listen(amy);
		amy.join("#a").block();
		this.server.kill();
		await(heard, IrcEvent.Disconnected.class);
		this.server.start();
		await(heard, IrcEvent.Registered.class);
		IrcEvent.Joined joined = await(heard, IrcEvent.Joined.class);
		assertThat(joined.channel()).isEqualTo("#a");
		assertThat(joined.own()).isTrue();
		amy.say("#a", "back").block();
	}

	private IrcClient connect(String nick) {
		return client(nick);
	}

	private IrcClient client(String nick, String... alternates) {
		IrcClient client = this.clients.to("127.0.0.1")
			.name(nick + this.opened.size())
			.port(this.server.port())
			.plainText()
			.nick(nick, alternates)
			.backoff(new Backoff(Duration.ofMillis(10), Duration.ofMillis(200)))
			.limits(IrcLimits.ofDefaults().withPace(100, Duration.ofMillis(1)))
			.connect();
		this.opened.add(client);
		client.registered().block();
		return client;
	}

	private static BlockingQueue<IrcEvent> listen(IrcClient client) {
		BlockingQueue<IrcEvent> events = new LinkedBlockingQueue<>();
		client.events().subscribe(events::add);
		return events;
	}

	private static <E extends IrcEvent> E await(BlockingQueue<IrcEvent> events, Class<E> type) throws Exception {
		IrcEvent event = events.poll(30, TimeUnit.SECONDS);
		while (event != null && !type.isInstance(event)) {
			event = events.poll(30, TimeUnit.SECONDS);
		}
		return type.cast(Objects.requireNonNull(event, "No " + type.getSimpleName()));
	}

}
