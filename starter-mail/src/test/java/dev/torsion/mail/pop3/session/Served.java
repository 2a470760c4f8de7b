package dev.torsion.mail.pop3.session;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.torsion.cred.AvatarFactory;
import dev.torsion.cred.AvatarId;
import dev.torsion.cred.LoginContext;
import dev.torsion.cred.Portal;
import dev.torsion.cred.account.Accounts;
import dev.torsion.cred.password.Decoys;
import dev.torsion.cred.sasl.Sasl;
import dev.torsion.cred.sasl.SaslPolicy;
import dev.torsion.cred.sasl.mechanism.StandardMechanisms;
import dev.torsion.cred.sasl.scram.ScramAccounts;
import dev.torsion.cred.test.PlainPortal;
import dev.torsion.mail.MailAddress;
import dev.torsion.mail.MailSink;
import dev.torsion.mail.domain.MailUser;
import dev.torsion.mail.pop3.session.commands.StandardCommands;
import dev.torsion.mail.store.MailboxName;
import dev.torsion.mail.store.MailboxView;
import dev.torsion.mail.store.memory.MemoryLimits;
import dev.torsion.mail.store.memory.MemoryMailStore;
import dev.torsion.net.test.Conversation;
import dev.torsion.net.test.RecordingTransport;
import dev.torsion.net.test.VirtualEventLoop;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.util.unit.DataSize;

/**
 * A POP3 server without sockets, with the mailbox of somebody: {@code mrose}, whose
 * password is {@code secret}.
 */
final class Served {

	static final MailboxName INBOX = MailboxName.inbox(MailAddress.of("mrose@example.org"));

	/** What a client says and hears until it has its maildrop. */
	static final String LOGIN = """
			S: +OK POP3 ready
			C: USER mrose
			S: +OK And your password?
			C: PASS secret
			S: +OK …
			""";

	final MemoryMailStore memory = new MemoryMailStore(
			new MemoryLimits(DataSize.ofMegabytes(64), 20_000, MemoryLimits.WhenFull.REFUSE));

	final TroubledStore store = new TroubledStore(this.memory);

	final PlainPortal accounts = new PlainPortal().account("mrose", "secret").avatars(new Users());

	private final List<Pop3Command> commands = new ArrayList<>();

	private Portal portal = this.accounts;

	private @Nullable Pop3Server server;

	/** With a command of one's own. */
	Served with(Pop3Command command) {
		this.commands.add(command);
		return this;
	}

	/** With another portal in front of the accounts. */
	Served with(Portal portal) {
		this.portal = portal;
		return this;
	}

	Served message(String text) {
		MailSink sink = Objects.requireNonNull(this.memory.deliver(List.of(INBOX), Set.of(), Instant.EPOCH).block());
		sink.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)))
			.then(Mono.defer(sink::prepare))
			.then(Mono.defer(sink::commit))
			.block();
		return this;
	}

	MailboxView view() {
		return Objects.requireNonNull(this.memory.open(INBOX).flatMap((mailbox) -> mailbox.view()).block());
	}

	void expunge(long uid) {
		this.memory.open(INBOX).flatMap((mailbox) -> mailbox.expunge(List.of(uid))).block();
	}

	boolean isLocked() {
		return server().locks().acquire(INBOX).map((lock) -> {
			lock.release();
			return false;
		}).orElse(true);
	}

	/** A client on this machine. */
	Conversation conversation() {
		return conversation(local());
	}

	/** A client that has logged in. */
	Conversation session() {
		Conversation conversation = conversation();
		conversation.holds(LOGIN);
		return conversation;
	}

	Conversation conversation(RecordingTransport transport) {
		Pop3Server server = server();
		return new Conversation(transport, (client) -> new Pop3Protocol(server, client));
	}

	Pop3Server server() {
		Pop3Server current = (this.server != null) ? this.server : create();
		this.server = current;
		return current;
	}

	private Pop3Server create() {
		List<Pop3Command> all = new ArrayList<>(this.commands);
		all.addAll(StandardCommands.all());
		ScramAccounts none = new ScramAccounts(new Accounts(List.of()), new Decoys(List.of()), 1,
				new VirtualEventLoop());
		SaslPolicy policy = new SaslPolicy(SaslPolicy.Scram.OFF, false, Set.of(), Set.of(),
				SaslPolicy.DEFAULT_MAX_RESPONSE);
		Sasl sasl = new Sasl(StandardMechanisms.of(this.portal, none, policy), policy);
		return new Pop3Server(new Pop3Commands(all), this.portal, sasl, new Pop3Limits(512, 4));
	}

	static RecordingTransport local() {
		return new RecordingTransport().from(new InetSocketAddress("127.0.0.1", 50_000), null);
	}

	private final class Users implements AvatarFactory<MailUser> {

		@Override
		public Class<MailUser> type() {
			return MailUser.class;
		}

		@Override
		public Mono<MailUser> create(AvatarId id, LoginContext context) {
			return Mono
				.just(new MailUser(new MailAddress(id.authentication().getName(), "example.org"), Served.this.store));
		}

	}

}
