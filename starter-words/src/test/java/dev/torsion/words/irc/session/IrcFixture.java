package dev.torsion.words.irc.session;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.torsion.cred.account.Accounts;
import dev.torsion.cred.password.Decoys;
import dev.torsion.cred.sasl.Sasl;
import dev.torsion.cred.sasl.SaslPolicy;
import dev.torsion.cred.sasl.mechanism.StandardMechanisms;
import dev.torsion.cred.sasl.scram.ScramAccounts;
import dev.torsion.cred.test.PlainPortal;
import dev.torsion.net.test.Conversation;
import dev.torsion.net.test.RecordingTransport;
import dev.torsion.net.test.VirtualEventLoop;
import dev.torsion.words.Participant;
import dev.torsion.words.Room;
import dev.torsion.words.RoomFlag;
import dev.torsion.words.history.MemoryHistoryStore;
import dev.torsion.words.history.MemoryRoomStore;
import dev.torsion.words.irc.Cap;
import dev.torsion.words.irc.session.commands.StandardCommands;
import dev.torsion.words.room.ChatBus;
import dev.torsion.words.room.LiveParticipants;
import dev.torsion.words.room.LiveRooms;
import dev.torsion.words.room.RoomContext;
import dev.torsion.words.room.RoomPolicy;
import dev.torsion.words.room.RoomSettings;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server of IRC with clients, of which none has a socket. In scripts
 * {@code alice: JOIN #a} is what Alice sends and {@code alice< ...} the line that she has
 * to receive next; a line that ends with {@code …} may go on. {@code $server} stands for
 * the source of the server. At the end of a script nobody may have received anything
 * else.
 */
public final class IrcFixture {

	public static final String SERVER = "irc.example";

	private final Map<String, Client> clients = new LinkedHashMap<>();

	private final TestClock clock = new TestClock();

	private final PlainPortal portal = new PlainPortal();

	private final MemoryHistoryStore history = new MemoryHistoryStore(100, 100);

	private final LiveParticipants participants;

	private final LiveRooms rooms;

	private final IrcServer server;

	public IrcFixture() {
		this(StandardCommands.all());
	}

	public IrcFixture(List<IrcCommand> commands) {
		this(commands, settings());
	}

	public IrcFixture(List<IrcCommand> commands, IrcSettings settings, RoomPolicy... policies) {
		this(commands, settings, List.of(), policies);
	}

	public IrcFixture(List<IrcCommand> commands, IrcSettings settings, List<Admission> admissions,
			RoomPolicy... policies) {
		RoomSettings rules = new RoomSettings(RoomSettings.Creation.ANYBODY,
				EnumSet.of(RoomFlag.NO_EXTERNAL, RoomFlag.TOPIC_PROTECTED), 100, 20, 100, 20, 63, 4096, 390, 390, 16);
		RoomContext context = new RoomContext(rules, this.history, new MemoryRoomStore(), List.of(policies),
				ChatBus.NONE, this.clock, Schedulers.immediate());
		this.participants = new LiveParticipants(SERVER, context, new VirtualEventLoop());
		this.rooms = new LiveRooms(context, this.participants);
		ScramAccounts nobody = new ScramAccounts(new Accounts(List.of()), new Decoys(List.of(), new byte[32]), 4096,
				new VirtualEventLoop());
		Sasl sasl = new Sasl(StandardMechanisms.of(this.portal, nobody, SaslPolicy.DEFAULT), SaslPolicy.DEFAULT);
		this.server = new IrcServer(settings,
				new IrcServer.World(this.rooms, this.participants, this.history, this.portal, sasl, this.clock),
				commands, admissions);
	}

	public static IrcSettings settings() {
		IrcSettings.Limits limits = new IrcSettings.Limits(30, 16, 150, 64, 390, 390, 200, 4096, 512, 4, 6, 10, 10, 50,
				Duration.ofSeconds(60));
		return new IrcSettings(SERVER, "Example", List.of(), Set.of(Cap.values()), limits,
				new IrcSettings.Flood(10, Duration.ZERO), "OPER", false, false);
	}

	public IrcServer server() {
		return this.server;
	}

	public PlainPortal portal() {
		return this.portal;
	}

	public LiveRooms rooms() {
		return this.rooms;
	}

	public LiveParticipants participants() {
		return this.participants;
	}

	public MemoryHistoryStore history() {
		return this.history;
	}

	/** Time passes for what asks the clock; that of timers is each transport's. */
	public void advance(Duration time) {
		this.clock.now = this.clock.now.plus(time);
	}

	/** Connects a client that says nothing yet. */
	public Client connect(String name) {
		return connect(name, new RecordingTransport());
	}

	/** Connects a client with whom nobody can read along. */
	public Client connectPrivately(String name) {
		return connect(name, new RecordingTransport().secured());
	}

	public Client connect(String name, RecordingTransport transport) {
		Client client = new Client(transport, new Conversation(transport, this.server));
		this.clients.put(name, client);
		return client;
	}

	/** Connects a client, registers it under its name and skips its greeting. */
	public Client register(String nick, Cap... caps) {
		Client client = connect(nick);
		client.send("NICK " + nick);
		client.send("USER " + nick + " 0 * :The real " + nick);
		assertThat(client.read()).first().asString().startsWith(":" + SERVER + " 001 " + nick + " ");
		long bits = 0;
		for (Cap cap : caps) {
			bits |= cap.bit();
		}
		session(nick).setCaps(bits);
		return client;
	}

	/** Registers a client that has logged in to the account of its name. */
	public Client registerAccount(String nick, Cap... caps) {
		Client client = register(nick, caps);
		this.participants.change(participant(nick), (profile) -> profile.withAccount(nick));
		client.read();
		return client;
	}

	public Client client(String name) {
		Client client = this.clients.get(name);
		assertThat(client).as("client %s", name).isNotNull();
		return client;
	}

	public Participant participant(String nick) {
		Participant participant = this.participants.find(nick);
		assertThat(participant).as("participant %s", nick).isNotNull();
		return participant;
	}

	public Room room(String name) {
		Room room = this.rooms.find(name);
		assertThat(room).as("room %s", name).isNotNull();
		return room;
	}

	public IrcSession session(String nick) {
		return ((IrcParticipant) participant(nick)).session();
	}

	/** Sends lines, and skips what anybody receives. */
	public void given(String script) {
		script.lines().filter((line) -> !line.isBlank()).forEach(this::step);
		this.clients.values().forEach(Client::read);
	}

	/** Holds a conversation. */
	public void holds(String script) {
		script.lines().filter((line) -> !line.isBlank()).forEach(this::step);
		this.clients
			.forEach((name, client) -> assertThat(client.read()).as("what %s has also received", name).isEmpty());
	}

	private void step(String line) {
		int end = 0;
		while (Character.isLetterOrDigit(line.charAt(end))) {
			end++;
		}
		Client client = client(line.substring(0, end));
		String text = (line.length() > end + 2) ? line.substring(end + 2) : "";
		if (line.charAt(end) == ':') {
			client.send(text);
		}
		else {
			client.expect(text.replace("$server", ":" + SERVER));
		}
	}

	/** A client of the server. */
	public static final class Client {

		private final List<String> unread = new ArrayList<>();

		private final RecordingTransport transport;

		private final Conversation conversation;

		Client(RecordingTransport transport, Conversation conversation) {
			this.transport = transport;
			this.conversation = conversation;
		}

		public RecordingTransport transport() {
			return this.transport;
		}

		public Conversation conversation() {
			return this.conversation;
		}

		public void send(String line) {
			this.conversation.send((line + "\r\n").getBytes(StandardCharsets.UTF_8));
		}

		/** Takes the lines that it has received and not read yet. */
		public List<String> read() {
			this.transport.takeWritten().lines().forEach(this.unread::add);
			List<String> read = List.copyOf(this.unread);
			this.unread.clear();
			return read;
		}

		void expect(String expected) {
			this.transport.takeWritten().lines().forEach(this.unread::add);
			String actual = this.unread.isEmpty() ? null : this.unread.remove(0);
			check(expected, actual);
		}

		private static void check(String expected, @Nullable String actual) {
			if (expected.endsWith("…")) {
				assertThat(actual).startsWith(expected.substring(0, expected.length() - 1));
			}
			else {
				assertThat(actual).isEqualTo(expected);
			}
		}

	}

	private static final class TestClock extends Clock {

		private Instant now = Instant.parse("2026-01-02T03:04:05.006Z");

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

		@Override
		public Instant instant() {
			return this.now;
		}

	}

}
