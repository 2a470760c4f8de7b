package dev.torsion.words.irc.session;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.torsion.cred.Portal;
import dev.torsion.cred.sasl.Sasl;
import dev.torsion.net.Protocol;
import dev.torsion.net.ProtocolFactory;
import dev.torsion.net.Transport;
import dev.torsion.words.Door;
import dev.torsion.words.Participants;
import dev.torsion.words.Rooms;
import dev.torsion.words.irc.Cap;
import dev.torsion.words.room.RoomNames;
import dev.torsion.words.history.HistoryStore;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What all conversations in IRC have in common.
 */
public final class IrcServer implements ProtocolFactory {

	private final Door door = new IrcDoor();

	private final Map<String, IrcCommand> commands = new HashMap<>();

	private final Map<String, IrcCommand> services = new HashMap<>();

	private final List<String> tokens = new ArrayList<>();

	private final Hosts hosts;

	private final IrcSettings settings;

	private final World world;

	private final List<Admission> admissions;

	private final UserCounts counts = new UserCounts();

	private final Instant started;

	/**
	 * Creates a server.
	 * @param settings what holds for all clients
	 * @param world what there is beside IRC
	 * @param commands the commands; of several of one name the first
	 */
	public IrcServer(IrcSettings settings, World world, List<IrcCommand> commands) {
		this(settings, world, commands, List.of());
	}

	/**
	 * Creates a server that does not let everybody in.
	 * @param settings what holds for all clients
	 * @param world what there is beside IRC
	 * @param commands the commands; of several of one name the first
	 * @param admissions who have a say about who comes in
	 */
	public IrcServer(IrcSettings settings, World world, List<IrcCommand> commands, List<Admission> admissions) {
		this.admissions = List.copyOf(admissions);
		this.settings = settings;
		this.hosts = new Hosts(settings.cloak());
		this.world = world;
		this.started = world.clock().instant();
		for (IrcCommand command : commands) {
			if (this.commands.putIfAbsent(command.rule().verb(), command) == null) {
				this.tokens.addAll(command.tokens(settings));
				if (!command.nickname().isEmpty()) {
					this.services.putIfAbsent(RoomNames.fold(command.nickname()), command);
				}
			}
		}
		world.participants().listen(IrcServer::departed);
		this.commands.values().stream().distinct().forEach((command) -> command.serve(this));
	}

	/** Somebody may be made to go by others than its own conversation. */
	private static void departed(Participants.PresenceChange change) {
		if (change.after() == null && change.participant() instanceof IrcParticipant gone) {
			gone.tell((session) -> session.quit("You were made to go"));
		}
	}

	@Override
	public Protocol open(Transport transport) {
		return new IrcProtocol(this, transport);
	}

	/**
	 * What holds for all clients.
	 * @return the settings
	 */
	public IrcSettings settings() {
		return this.settings;
	}

	/**
	 * What there is beside IRC.
	 * @return the world
	 */
	public World world() {
		return this.world;
	}

	/**
	 * When the server was started.
	 * @return the time
	 */
	public Instant started() {
		return this.started;
	}

	/**
	 * What commands add to ISUPPORT.
	 * @return the tokens
	 */
	public List<String> tokens() {
		return List.copyOf(this.tokens);
	}

	/**
	 * The commands there are.
	 * @return their names
	 */
	public List<String> verbs() {
		return this.commands.keySet().stream().sorted().toList();
	}

	/**
	 * Whether clients may ask for a capability.
	 * @param cap the capability
	 * @return whether they may
	 */
	public boolean offers(Cap cap) {
		return this.settings.caps().contains(cap);
	}

	/**
	 * What CAP LS says of a capability beside its name.
	 * @param cap the capability
	 * @param session who asks
	 * @return the value, empty for none
	 */
	public String value(Cap cap, IrcSession session) {
		for (IrcCommand command : this.commands.values()) {
			String value = command.value(cap, session);
			if (!value.isEmpty()) {
				return value;
			}
		}
		return "";
	}

	/**
	 * How many are what.
	 * @return the numbers
	 */
	public UserCounts counts() {
		return this.counts;
	}

	/**
	 * Asks whether somebody may come in under a nickname, or take it.
	 * @param session its conversation
	 * @param nick the nickname
	 * @return completes if it may, on the loop of the conversation; fails with an
	 * {@link IrcException} if not
	 */
	public Mono<Void> admit(IrcSession session, String nick) {
		if (this.admissions.isEmpty()) {
			return Mono.empty();
		}
		return Flux.fromIterable(this.admissions)
			.concatMap((admission) -> session.isQuitting() ? Mono.empty() : admission.admit(session, nick), 0)
			.then()
			.doOnError((ex) -> this.counts.refused())
			.doOnSuccess((admitted) -> {
				if (session.isQuitting()) {
					this.counts.refused();
				}
			})
			.publishOn(session.transport().eventLoop().scheduler());
	}

	/**
	 * The service of a nickname.
	 * @param nick the nickname
	 * @return the service, {@code null} if it is none
	 */
	public @Nullable IrcCommand service(String nick) {
		return this.services.get(RoomNames.fold(nick));
	}

	Hosts hosts() {
		return this.hosts;
	}

	@Nullable IrcCommand command(String verb) {
		return this.commands.get(verb);
	}

	Door door() {
		return this.door;
	}

	/**
	 * What there is beside IRC.
	 *
	 * @param rooms the rooms
	 * @param participants who is online
	 * @param history what has happened
	 * @param portal who is let in
	 * @param sasl the mechanisms
	 * @param clock tells the time
	 */
	public record World(Rooms rooms, Participants participants, HistoryStore history, Portal portal, Sasl sasl,
			Clock clock) {

	}

}
