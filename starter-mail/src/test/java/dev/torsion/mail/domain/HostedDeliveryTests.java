package dev.torsion.mail.domain;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import dev.torsion.cred.account.Account;
import dev.torsion.cred.account.AccountStatus;
import dev.torsion.cred.account.Accounts;
import dev.torsion.cred.store.MemoryAccountStore;
import dev.torsion.mail.MailAddress;
import dev.torsion.mail.MailClient;
import dev.torsion.mail.MailEnvelope;
import dev.torsion.mail.MailHeaders;
import dev.torsion.mail.MailRecipient;
import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.MailSink;
import dev.torsion.mail.store.Mailbox;
import dev.torsion.mail.store.MailboxName;
import dev.torsion.mail.store.StoredMessage;
import dev.torsion.mail.store.memory.MemoryLimits;
import dev.torsion.mail.store.memory.MemoryMailStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HostedDeliveryTests {

	private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

	private static final MailEnvelope ENVELOPE = new MailEnvelope("1",
			new MailClient(new InetSocketAddress("192.0.2.1", 1), "there.example", "ESMTP", "smtp", false, null),
			MailAddress.of("eve@elsewhere.example"), MailEnvelope.Parameters.NONE, List.of());

	private final MemoryMailStore store = new MemoryMailStore(
			new MemoryLimits(DataSize.ofMegabytes(1), 10, MemoryLimits.WhenFull.REFUSE));

	private final Accounts accounts = new Accounts(List
		.of(new MemoryAccountStore(List.of(account("Bob@example.org", AccountStatus.ACTIVE),
				account("amy+lists@example.org", AccountStatus.ACTIVE),
				account("amy@example.org", AccountStatus.LOCKED), account("dave@example.org", AccountStatus.DISABLED),
				account("all@example.com", AccountStatus.ACTIVE), account("carol", AccountStatus.ACTIVE)))));

	private final HostedDomains domains = new HostedDomains(
			List.of(new HostedDomain("example.org", () -> Aliases.NONE, null, "+-"),
					new HostedDomain("example.com", () -> Aliases.NONE, MailAddress.of("all@example.com"), "")),
			"example.org");

	private final HostedDelivery delivery = new HostedDelivery(this.domains, this.accounts, this.store,
			Clock.fixed(NOW, ZoneOffset.UTC));

	@Test
	void takesMailOfThoseWhoHaveAccounts() {
		assertThat(accept("BOB@Example.ORG")).isEqualTo("bob@example.org");
		assertThat(accept("amy@example.org")).isEqualTo("amy@example.org");
		assertThat(accept("carol@example.org")).isEqualTo("carol@example.org");
	}

	@Test
	void takesSubAddressesOfThem() {
		assertThat(accept("bob+shop@example.org")).isEqualTo("bob@example.org");
		assertThat(accept("bob-shop+x@example.org")).isEqualTo("bob@example.org");
		assertThat(accept("amy+lists@example.org")).isEqualTo("amy+lists@example.org");
	}

	@Test
	void takesTheRestForWhoCatchesAll() {
		assertThat(accept("anybody+x@example.com")).isEqualTo("all@example.com");
	}

	@Test
	void refusesThoseWhoHaveNone() {
		for (String address : List.of("eve@example.org", "eve+x@example.org", "+x@example.org", "../bob@example.org")) {
			assertThatExceptionOfType(MailRefusedException.class).isThrownBy(() -> accept(address))
				.withMessage("550 5.1.1 There is no such mailbox here");
		}
		assertThatExceptionOfType(MailRefusedException.class).isThrownBy(() -> accept("dave@example.org"))
			.withMessage("550 5.2.1 The mailbox takes no mail");
	}

	@Test
	void leavesOtherDomainsToOthers() {
		assertThat(accept("bob@elsewhere.example")).isNull();
	}

	@Test
	void keepsMailWithWhatFinalDeliveryAdds() {
		deliver("bob@example.org");
		assertThat(text("bob@example.org"))
			.isEqualTo("Return-Path: <eve@elsewhere.example>\r\nDelivered-To: bob@example.org\r\nSubject: Hi\r\n\r\n");
	}

	@Test
	void tellsCopiesNothingOfEachOther() {
		deliver("bob@example.org", "bob+x@example.org", "carol@example.org");
		assertThat(text("bob@example.org")).isEqualTo(text("carol@example.org"))
			.isEqualTo("Return-Path: <eve@elsewhere.example>\r\nSubject: Hi\r\n\r\n");
	}

	private @Nullable String accept(String address) {
		return this.delivery.accept(MailRecipient.of(MailAddress.of(address)), ENVELOPE)
			.map((accepted) -> accepted.address().toString())
			.block();
	}

	private void deliver(String... addresses) {
		List<MailRecipient> recipients = List.of(addresses)
			.stream()
			.map((address) -> this.delivery.accept(MailRecipient.of(MailAddress.of(address)), ENVELOPE).blockOptional())
			.map((accepted) -> accepted.orElseThrow())
			.toList();
		byte[] bytes = "Subject: Hi\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
		Mono<MailSink> open = this.delivery.open(ENVELOPE.to(recipients), MailHeaders.parse(bytes));
		open.flatMap((sink) -> sink.write(ByteBuffer.wrap(bytes))
			.then(Mono.defer(sink::prepare))
			.then(Mono.defer(sink::commit))).block();
	}

	private String text(String address) {
		Mailbox inbox = this.store.open(MailboxName.inbox(MailAddress.of(address))).blockOptional().orElseThrow();
		List<StoredMessage> messages = inbox.view().blockOptional().orElseThrow().messages();
		assertThat(messages).hasSize(1);
		assertThat(messages.get(0).received()).isEqualTo(NOW);
		return inbox.content(messages.get(0).uid())
			.flatMapMany((content) -> content.read(0, Long.MAX_VALUE))
			.map((run) -> StandardCharsets.UTF_8.decode(run).toString())
			.collectList()
			.map((runs) -> String.join("", runs))
			.blockOptional()
			.orElseThrow();
	}

	private static Account account(String name, AccountStatus status) {
		return Account.of(name, List.of(), status, List.of());
	}

}
