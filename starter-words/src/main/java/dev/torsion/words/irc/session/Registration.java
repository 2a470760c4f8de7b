package dev.torsion.words.irc.session;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.torsion.words.Participants;
import dev.torsion.words.irc.Channels;
import dev.torsion.words.irc.session.event.ModeText;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What a client does first: it says its names, and what it is capable of; then it is let
 * in and greeted. A part of the conversation.
 */
public final class Registration {

	private static final int TOKENS = 13;

	private static final DateTimeFormatter TIME = DateTimeFormatter
		.ofPattern("EEE MMM dd yyyy 'at' HH:mm:ss 'UTC'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private @Nullable String nick;

	private boolean taken;

	private boolean user;

	private boolean negotiating;

	/**
	 * That of a conversation.
	 * @param session the conversation
	 * @return its registration
	 */
	public static Registration of(IrcSession session) {
		return session.part(Registration.class, Registration::new);
	}

	/**
	 * The client has said a nickname.
	 * @param nick the nickname
	 */
	public void setNick(String nick) {
		this.nick = nick;
		this.taken = false;
	}

	/**
	 * The client has said a nickname that somebody has.
	 */
	public void setTaken() {
		this.taken = true;
	}

	/**
	 * Whether the nickname that the client has said last is somebody's.
	 * @return whether it is
	 */
	public boolean isTaken() {
		return this.taken;
	}

	/**
	 * The nickname that the client has said.
	 * @return the nickname, {@code null} if it has said none that it could have
	 */
	public @Nullable String nick() {
		return this.nick;
	}

	/**
	 * The client has said its other names.
	 */
	public void setUser() {
		this.user = true;
	}

	/**
	 * The client negotiates capabilities, or has done so.
	 * @param negotiating whether it does
	 */
	public void setNegotiating(boolean negotiating) {
		this.negotiating = negotiating;
	}

	/**
	 * Lets the client in if it has said everything.
	 * @param session the conversation
	 * @return completes when it was greeted, or nothing was to be done
	 */
	public Mono<Void> proceed(IrcSession session) {
		String wanted = this.nick;
		if (session.isRegistered() || wanted == null || !this.user || this.negotiating) {
			return Mono.empty();
		}
		Mono<Void> admitted = session.server().admit(session, wanted);
		if (admitted == Mono.<Void>empty()) {
			arrive(session, wanted);
			return admitted;
		}
		return admitted.doOnError(IrcException.class, (ex) -> this.nick = null)
			.then(Mono.fromRunnable(() -> arrive(session, wanted)));
	}

	private void arrive(IrcSession session, String wanted) {
		if (session.server().settings().loginRequired() && session.login().id() == null) {
			session.fail("*", "ACCOUNT_REQUIRED", "You have to log in");
			session.quit("You have to log in");
		}
		if (session.isQuitting()) {
			return;
		}
		session.participant().setProfile(session.profile().withNick(wanted));
		if (!session.server().world().participants().arrive(session.participant())) {
			session.participant().setProfile(session.profile().withNick(IrcSession.NOBODY));
			this.nick = null;
			session.reply(Numeric.ERR_NICKNAMEINUSE, wanted, "Nickname is already in use");
			return;
		}
		session.setRegistered();
		greet(session);
	}

	private static void greet(IrcSession session) {
		IrcServer server = session.server();
		IrcSettings settings = server.settings();
		String version = "torsion";
		session.reply(Numeric.RPL_WELCOME,
				"Welcome to the " + settings.network() + " Network, " + session.profile().hostMask());
		session.reply(Numeric.RPL_YOURHOST, "Your host is " + settings.name() + ", running " + version);
		session.reply(Numeric.RPL_CREATED, "This server was started " + TIME.format(server.started()));
		session.reply(Numeric.RPL_MYINFO, settings.name(), version, "Biow",
				ModeText.LIST_LETTERS + ModeText.FLAG_LETTERS + "kl" + Channels.MODES,
				ModeText.LIST_LETTERS + "kl" + Channels.MODES);
		support(session);
		lusers(session);
		motd(session);
	}

	/**
	 * Tells what the server has.
	 * @param session the conversation
	 */
	public static void support(IrcSession session) {
		List<String> tokens = tokens(session.server());
		for (int i = 0; i < tokens.size(); i += TOKENS) {
			List<String> some = new ArrayList<>(tokens.subList(i, Math.min(i + TOKENS, tokens.size())));
			some.add("are supported by this server");
			session.reply(Numeric.RPL_ISUPPORT, some);
		}
	}

	private static String targets(int most) {
		return Stream.of("JOIN", "KICK", "NAMES", "NOTICE", "PART", "PRIVMSG", "TAGMSG")
			.map((verb) -> verb + ":" + most)
			.collect(Collectors.joining(","));
	}

	private static List<String> tokens(IrcServer server) {
		IrcSettings settings = server.settings();
		IrcSettings.Limits limits = settings.limits();
		List<String> tokens = new ArrayList<>(List.of("AWAYLEN=" + limits.away(), "BOT=B", "CASEMAPPING=ascii",
				"CHANMODES=" + ModeText.LIST_LETTERS + ",k,l," + ModeText.FLAG_LETTERS,
				"CHANNELLEN=" + limits.channel(), "CHANTYPES=#", "EXCEPTS=e", "EXTBAN=~,aq", "ACCOUNTEXTBAN=a",
				"INVEX=I", "KICKLEN=" + limits.reason(), "MAXTARGETS=" + limits.targets(),
				"TARGMAX=" + targets(limits.targets()), "MODES=" + limits.modes(), "NETWORK=" + settings.network(),
				"NICKLEN=" + limits.nick(), "PREFIX=(" + Channels.MODES + ")" + Channels.PREFIXES, "SAFELIST",
				"STATUSMSG=" + Channels.PREFIXES, "TOPICLEN=" + limits.topic(), "USERLEN=" + limits.user(),
				"UTF8ONLY"));
		tokens.addAll(server.tokens());
		return tokens;
	}

	/**
	 * Tells how many are online.
	 * @param session the conversation
	 */
	public static void lusers(IrcSession session) {
		Participants participants = session.server().world().participants();
		String users = Integer.toString(participants.size());
		String most = Integer.toString(participants.most());
		UserCounts counts = session.server().counts();
		session.reply(Numeric.RPL_LUSERCLIENT, "There are " + (participants.size() - counts.invisible()) + " users and "
				+ counts.invisible() + " invisible on 1 servers");
		session.reply(Numeric.RPL_LUSEROP, Integer.toString(counts.operators()), "operator(s) online");
		session.reply(Numeric.RPL_LUSERUNKNOWN, Integer.toString(counts.unregistered()), "unknown connection(s)");
		session.reply(Numeric.RPL_LUSERCHANNELS, Integer.toString(session.server().world().rooms().all().size()),
				"channels formed");
		session.reply(Numeric.RPL_LUSERME, "I have " + users + " clients and 0 servers");
		session.reply(Numeric.RPL_LOCALUSERS, users, most, "Current local users " + users + ", max " + most);
		session.reply(Numeric.RPL_GLOBALUSERS, users, most, "Current global users " + users + ", max " + most);
	}

	/**
	 * Tells the message of the day.
	 * @param session the conversation
	 */
	public static void motd(IrcSession session) {
		IrcSettings settings = session.server().settings();
		if (settings.motd().isEmpty()) {
			session.reply(Numeric.ERR_NOMOTD, "There is no message of the day");
			return;
		}
		session.reply(Numeric.RPL_MOTDSTART, "- " + settings.name() + " Message of the day -");
		settings.motd().forEach((line) -> session.reply(Numeric.RPL_MOTD, "- " + line));
		session.reply(Numeric.RPL_ENDOFMOTD, "End of /MOTD command");
	}

}
