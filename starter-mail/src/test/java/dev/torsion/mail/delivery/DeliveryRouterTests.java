package dev.torsion.mail.delivery;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.torsion.mail.MailAddress;
import dev.torsion.mail.MailClient;
import dev.torsion.mail.MailDelivery;
import dev.torsion.mail.MailEnvelope;
import dev.torsion.mail.MailHeaders;
import dev.torsion.mail.MailRecipient;
import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.MailSink;
import dev.torsion.mail.SmtpReply;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DeliveryRouterTests {

	private static final MailEnvelope ENVELOPE = new MailEnvelope("1",
			new MailClient(new InetSocketAddress("192.0.2.1", 1), "there.example", "ESMTP", "smtp", false, null), null,
			MailEnvelope.Parameters.NONE, List.of());

	private final List<String> events = new ArrayList<>();

	@Test
	void givesARecipientToTheFirstThatTakesIt() {
		MailRouter router = router(Map.of(), delivery("a", "bob"), delivery("b", "bob", "amy"));
		assertThat(hops(router, "bob@x.example")).containsExactly("a bob@x.example");
		assertThat(hops(router, "amy@x.example")).containsExactly("b amy@x.example");
	}

	@Test
	void refusesToRelayWhatNobodyTakes() {
		MailRouter router = router(Map.of(), delivery("a", "bob"));
		assertThatExceptionOfType(MailRefusedException.class).isThrownBy(() -> hops(router, "eve@x.example"))
			.withMessage("550 5.7.1 Relaying denied");
	}

	@Test
	void leavesOutWhereAnAliasLeadsInVain() {
		MailRouter router = router(Map.of("all@x.example", List.of("bob@x.example", "eve@x.example")),
				delivery("a", "bob"));
		assertThat(hops(router, "all@x.example")).containsExactly("a bob@x.example");
	}

	@Test
	void refusesAnAliasThatLeadsNowhere() {
		MailRouter router = router(
				Map.of("eves@x.example", List.of("eve@x.example", "eva@x.example"), "none@x.example", List.of()),
				delivery("a", "bob"));
		assertThatExceptionOfType(MailRefusedException.class).isThrownBy(() -> hops(router, "eves@x.example"))
			.withMessage("550 5.7.1 Relaying denied");
		assertThatExceptionOfType(MailRefusedException.class).isThrownBy(() -> hops(router, "none@x.example"))
			.withMessage("451 4.3.5 The alias leads nowhere");
	}

	@Test
	void letsAnAliasWaitIfOneItLeadsToHasTo() {
		MailDelivery busy = new Delivery("a", List.of(), SmtpReply.later("4.2.0", "Later"));
		MailRouter router = router(Map.of("all@x.example", List.of("bob@x.example", "amy@x.example")), busy);
		assertThatExceptionOfType(MailRefusedException.class).isThrownBy(() -> hops(router, "all@x.example"))
			.withMessage("451 4.2.0 Later");
	}

	@Test
	void preparesAllBeforeItCommitsOne() {
		MailRouter router = router(Map.of(), delivery("a", "bob"), delivery("b", "amy"));
		MailSink sink = open(router, "bob@x.example", "amy@x.example");
		sink.write(ByteBuffer.wrap("x".getBytes(StandardCharsets.US_ASCII))).block();
		sink.prepare().block();
		sink.commit().block();
		assertThat(this.events).containsExactly("a opened [bob@x.example]", "b opened [amy@x.example]", "a x", "b x",
				"a prepared", "b prepared", "a committed", "b committed");
	}

	@Test
	void deliversOnceWhatSeveralAliasesLeadTo() {
		MailRouter router = router(Map.of("all@x.example", List.of("bob@x.example", "amy@x.example"), "x@x.example",
				List.of("bob@x.example")), delivery("a", "bob", "amy"));
		open(router, "all@x.example", "bob@x.example", "x@x.example");
		assertThat(this.events).containsExactly("a opened [bob@x.example, amy@x.example]");
	}

	@Test
	void abortsWhatIsOpenWhenOneCannotBeOpened() {
		MailDelivery full = new MailDelivery() {

			@Override
			public Mono<MailRecipient> accept(MailRecipient recipient, MailEnvelope envelope) {
				return Mono.just(recipient);
			}

			@Override
			public Mono<MailSink> open(MailEnvelope envelope, MailHeaders headers) {
				return Mono.error(new MailRefusedException(new SmtpReply(452, "4.3.1", "Full")));
			}

		};
		MailRouter router = router(Map.of(), delivery("a", "bob"), full);
		assertThatExceptionOfType(MailRefusedException.class)
			.isThrownBy(() -> open(router, "bob@x.example", "amy@x.example"));
		assertThat(this.events).containsExactly("a opened [bob@x.example]", "a aborted");
	}

	private MailRouter router(Map<String, List<String>> aliases, MailDelivery... deliveries) {
		return new DeliveryRouter((address) -> aliases.getOrDefault(address.toString(), List.of(address.toString()))
			.stream()
			.map(MailAddress::of)
			.toList(), List.of(deliveries));
	}

	private MailDelivery delivery(String name, String... users) {
		return new Delivery(name, List.of(users), null);
	}

	private static List<String> hops(MailRouter router, String address) {
		return route(router, address).hops()
			.stream()
			.map((hop) -> hop.delivery() + " " + hop.recipient().address())
			.toList();
	}

	private static Route route(MailRouter router, String address) {
		Route route = router.route(MailRecipient.of(MailAddress.of(address)), ENVELOPE).block();
		assertThat(route).isNotNull();
		return route;
	}

	private static MailSink open(MailRouter router, String... addresses) {
		List<Route> routes = List.of(addresses).stream().map((address) -> route(router, address)).toList();
		MailSink sink = router.open(routes, ENVELOPE, MailHeaders.parse(new byte[0])).block();
		assertThat(sink).isNotNull();
		return sink;
	}

	/** Takes what is for its users, and tells what happens. */
	private final class Delivery implements MailDelivery {

		private final String name;

		private final List<String> users;

		private final @Nullable SmtpReply refusal;

		Delivery(String name, List<String> users, @Nullable SmtpReply refusal) {
			this.name = name;
			this.users = users;
			this.refusal = refusal;
		}

		@Override
		public Mono<MailRecipient> accept(MailRecipient recipient, MailEnvelope envelope) {
			if (this.refusal != null) {
				return Mono.error(new MailRefusedException(this.refusal));
			}
			return this.users.contains(recipient.address().localPart()) ? Mono.just(recipient.at(recipient.address()))
					: Mono.empty();
		}

		@Override
		public Mono<MailSink> open(MailEnvelope envelope, MailHeaders headers) {
			tell("opened " + envelope.recipients().stream().map(MailRecipient::address).toList());
			return Mono.just(new MailSink() {

				@Override
				public Mono<Void> write(ByteBuffer bytes) {
					return tell(StandardCharsets.US_ASCII.decode(bytes).toString());
				}

				@Override
				public Mono<Void> prepare() {
					return tell("prepared");
				}

				@Override
				public Mono<Void> commit() {
					return tell("committed");
				}

				@Override
				public void abort() {
					tell("aborted");
				}

			});
		}

		private Mono<Void> tell(String event) {
			DeliveryRouterTests.this.events.add(this.name + " " + event);
			return Mono.empty();
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
