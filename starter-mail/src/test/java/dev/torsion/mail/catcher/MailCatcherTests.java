package dev.torsion.mail.catcher;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import dev.torsion.mail.Deliveries;
import dev.torsion.mail.MailSink;
import dev.torsion.mail.Outcome;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.util.unit.DataSize;

import static dev.torsion.mail.Deliveries.deliver;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MailCatcher}.
 */
class MailCatcherTests {

	private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

	private final MailCatcher catcher = new MailCatcher(new CatcherSettings(3, DataSize.ofBytes(100)),
			Clock.fixed(NOW, ZoneOffset.UTC));

	@Test
	void takesAllRecipientsAsOneMessage() {
		deliver(this.catcher, "Subject: hello\n\ntext\n", "bob@example.org", "carol@elsewhere.example").block();
		assertThat(this.catcher.messages()).singleElement().satisfies((message) -> {
			assertThat(message.sender()).isEqualTo("alice@example.com");
			assertThat(message.recipients()).containsExactly("bob@example.org", "carol@elsewhere.example");
			assertThat(message.content()).asString().isEqualTo("Subject: hello\r\n\r\ntext\r\n");
			assertThat(message.received()).isEqualTo(NOW);
			assertThat(message)
				.hasToString("'hello' from <alice@example.com> to [bob@example.org, carol@elsewhere.example]");
		});
	}

	@Test
	void tellsMessagesByRecipient() {
		catchFor("bob@example.org");
		catchFor("carol@example.org");
		assertThat(this.catcher.messages("Bob@Example.org")).hasSize(1);
		assertThat(this.catcher.messages("dave@example.org")).isEmpty();
	}

	@Test
	void showsNothingThatWasNotCommitted() {
		MailSink sink = Deliveries.open(this.catcher, "Subject: hello\n\n", "bob@example.org");
		Outcome.of(sink.prepare());
		assertThat(this.catcher.messages()).isEmpty();
		Outcome.of(sink.commit());
		assertThat(this.catcher.messages()).hasSize(1);
	}

	@Test
	void forgetsTheOldestWhenThereAreTooMany() {
		for (int i = 0; i < 5; i++) {
			catchFor(i + "@example.org");
		}
		assertThat(recipients()).containsExactly("2@example.org", "3@example.org", "4@example.org");
	}

	@Test
	void forgetsTheOldestWhenTheyAreTooBig() {
		catchFor("1@example.org");
		deliver(this.catcher, "x".repeat(60), "2@example.org").block();
		deliver(this.catcher, "x".repeat(40), "3@example.org").block();
		assertThat(recipients()).containsExactly("2@example.org", "3@example.org");
	}

	@Test
	void refusesWhatIsBiggerThanAllItKeeps() {
		assertThat(Deliveries.refusal(deliver(this.catcher, "x".repeat(101), "bob@example.org")))
			.isEqualTo("552 5.3.4 Message too big");
		assertThat(this.catcher.messages()).isEmpty();
		catchFor("bob@example.org");
	}

	@Test
	void forgetsAllWhenItIsCleared() {
		catchFor("1@example.org");
		this.catcher.clear();
		assertThat(this.catcher.messages()).isEmpty();
		deliver(this.catcher, "x".repeat(100), "2@example.org").block();
		assertThat(recipients()).containsExactly("2@example.org");
	}

	@Test
	void tellsOfMessagesAsTheyCome() {
		List<String> arrived = new ArrayList<>();
		catchFor("1@example.org");
		this.catcher.arrivals().subscribe((message) -> arrived.addAll(message.recipients()));
		catchFor("2@example.org");
		assertThat(arrived).containsExactly("2@example.org");
	}

	@Test
	void waitsUntilEnoughIsThere() {
		Mono<List<CaughtMail>> two = this.catcher.when((messages) -> messages.size() >= 2);
		Outcome first = Outcome.of(two);
		catchFor("1@example.org");
		assertThat(first.isPending()).isTrue();
		catchFor("2@example.org");
		assertThat(first.isComplete()).isTrue();
		assertThat(Outcome.of(two).isComplete()).isTrue();
	}

	private void catchFor(String recipient) {
		deliver(this.catcher, "Subject: hello\n\n", recipient).block();
	}

	private List<String> recipients() {
		return this.catcher.messages().stream().flatMap((message) -> message.recipients().stream()).toList();
	}

}
