package dev.torsion.mail.pop3;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.torsion.cred.AvatarFactory;
import dev.torsion.cred.AvatarId;
import dev.torsion.cred.LoginContext;
import dev.torsion.cred.autoconfigure.CredAutoConfiguration;
import dev.torsion.cred.autoconfigure.CredSaslAutoConfiguration;
import dev.torsion.mail.MailAddress;
import dev.torsion.mail.MailSink;
import dev.torsion.mail.autoconfigure.pop3.Pop3AutoConfiguration;
import dev.torsion.mail.domain.MailUser;
import dev.torsion.mail.store.MailStore;
import dev.torsion.mail.store.MailboxName;
import dev.torsion.mail.store.MailboxView;
import dev.torsion.mail.store.memory.MemoryLimits;
import dev.torsion.mail.store.memory.MemoryMailStore;
import dev.torsion.net.Certificates;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.unit.DataSize;

/**
 * An application with a POP3 server on free ports, and {@code bob} with the password
 * {@code secret}, whose mailbox is in memory unless there is another store.
 */
public final class Mailboxes implements AvatarFactory<MailUser> {

	private static final MailboxName INBOX = MailboxName.inbox(MailAddress.of("bob@example.org"));

	private final MailStore store;

	Mailboxes(ObjectProvider<MailStore> store) {
		this.store = store.getIfAvailable(() -> new MemoryMailStore(
				new MemoryLimits(DataSize.ofMegabytes(64), 20_000, MemoryLimits.WhenFull.REFUSE)));
	}

	/**
	 * An application.
	 * @return runs it
	 */
	public static ApplicationContextRunner application() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
					CredAutoConfiguration.class, CredSaslAutoConfiguration.class, Pop3AutoConfiguration.class))
			.withBean(Mailboxes.class)
			.withPropertyValues("network.mail.pop3.port=0", "network.mail.pop3.tls-port=0",
					"network.cred.users[0].name=bob", "network.cred.users[0].password=secret",
					"spring.reactor.netty.shutdown-quiet-period=0s", "network.shutdown.grace-period=2s");
	}

	/**
	 * An application with a certificate for {@code localhost}.
	 * @param folder where its files are: {@code mx.crt} and {@code mx.key}
	 * @return runs it
	 */
	public static ApplicationContextRunner applicationWithTls(Path folder) throws IOException {
		Path certificate = folder.resolve("mx.crt");
		Path key = folder.resolve("mx.key");
		Certificates.write("localhost", certificate, key);
		return application().withPropertyValues("network.mail.ssl.bundle=mx",
				"spring.ssl.bundle.pem.mx.keystore.certificate=" + certificate,
				"spring.ssl.bundle.pem.mx.keystore.private-key=" + key);
	}

	/**
	 * Brings mail to bob.
	 * @param text the message
	 */
	public void deliver(String text) {
		MailSink sink = Objects.requireNonNull(this.store.deliver(List.of(INBOX), Set.of(), Instant.EPOCH).block());
		sink.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)))
			.then(Mono.defer(sink::prepare))
			.then(Mono.defer(sink::commit))
			.block();
	}

	/**
	 * What bob has.
	 * @return his mailbox
	 */
	public MailboxView view() {
		return Objects.requireNonNull(this.store.open(INBOX).flatMap((mailbox) -> mailbox.view()).block());
	}

	@Override
	public Class<MailUser> type() {
		return MailUser.class;
	}

	@Override
	public Mono<MailUser> create(AvatarId id, LoginContext context) {
		return Mono.just(new MailUser(new MailAddress(id.authentication().getName(), "example.org"), this.store));
	}

}
