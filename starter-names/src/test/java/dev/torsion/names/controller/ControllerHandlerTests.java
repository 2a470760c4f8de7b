package dev.torsion.names.controller;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

import dev.torsion.mapping.MappedMethods;
import dev.torsion.names.DnsController;
import dev.torsion.names.DnsExchange;
import dev.torsion.names.DnsMapping;
import dev.torsion.names.DnsQuestion;
import dev.torsion.names.DnsResponse;
import dev.torsion.names.DnsResponse.ExtendedError;
import dev.torsion.names.Exchanges;
import dev.torsion.names.zone.Records;
import dev.torsion.names.zone.ZoneBuilder;
import dev.torsion.names.zone.ZoneSet;
import dev.torsion.net.test.VirtualEventLoop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.xbill.DNS.Type.A;
import static org.xbill.DNS.Type.AAAA;
import static org.xbill.DNS.Type.ANY;
import static org.xbill.DNS.Type.CNAME;
import static org.xbill.DNS.Type.HINFO;
import static org.xbill.DNS.Type.MX;
import static org.xbill.DNS.Type.TXT;

/**
 * Tests for {@link ControllerHandler}.
 */
class ControllerHandlerTests {

	private static final ControllerSettings SETTINGS = new ControllerSettings(Duration.ofMinutes(1),
			Duration.ofSeconds(5));

	private final ControllerHandler handler = handler(Services.class);

	@Test
	void answersWithWhatAMethodReturns() {
		DnsResponse response = ask("web1.svc.example.org.", A);
		assertThat(response.rcode()).isEqualTo(Rcode.NOERROR);
		assertThat(response.authoritative()).isTrue();
		assertThat(text(response)).containsExactly("web1.svc.example.org. 60 IN A 10.0.0.1");
		assertThat(response.authority()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "mono.kinds.example.|A|60 IN A 10.0.0.1", "optional.kinds.example.|A|60 IN A 10.0.0.1",
					"flux.kinds.example.|A|60 IN A 10.0.0.1,60 IN A 10.0.0.2",
					"list.kinds.example.|A|60 IN A 10.0.0.1,60 IN A 10.0.0.2",
					"list.kinds.example.|AAAA|60 IN AAAA 2001:db8:0:0:0:0:0:1",
					"record.kinds.example.|HINFO|7 IN HINFO \"a\" \"b\"",
					"text.kinds.example.|TXT|5 IN TXT \"v=spf1 \\\"all\\\"\"",
					"data.kinds.example.|MX|60 IN MX 10 mail.example.org.",
					"unknown.kinds.example.|TYPE65400|60 IN TYPE65400 \\# 2 0102" })
	void takesResultsOfManyKinds(String name, String type, String records) {
		assertThat(text(ask(name, Type.value(type, true)))).map((text) -> text.substring(name.length() + 1))
			.containsExactly(records.split(","));
	}

	@Test
	void cutsALongTextIntoStrings() {
		Record record = ask("long.kinds.example.", TXT).answer().get(0);
		assertThat(record.rdataToWireCanonical()).hasSize(600 + 3);
		assertThat(record.rdataToString()).isEqualTo("x".repeat(255) + " " + "x".repeat(255) + " " + "x".repeat(90));
	}

	@Test
	void givesMethodsVariablesAndTheQuery() {
		assertThat(text(ask("7.Args.EXAMPLE.", TXT)))
			.containsExactly("7.Args.EXAMPLE. 60 IN TXT \"7 192.0.2.1 192.0.2.1:40000 TXT names-udp\"");
		assertThat(text(ask("WeB.a.B.path.example.", TXT))).containsExactly("WeB.a.B.path.example. 60 IN TXT web.a.b");
	}

	@Test
	void hasNoNameForWhichThereIsNothing() {
		DnsResponse response = ask("none.svc.example.org.", A);
		assertThat(response.rcode()).isEqualTo(Rcode.NXDOMAIN);
		assertThat(response.authority()).singleElement()
			.asString()
			.startsWith("svc.example.org.")
			.contains("60\tIN\tSOA\tsvc.example.org. hostmaster.svc.example.org. 1 ");
	}

	@Test
	void hasNoNameForAVariableThatIsNotWhatTheMethodTakes() {
		assertThat(ask("seven.args.example.", TXT).rcode()).isEqualTo(Rcode.NXDOMAIN);
	}

	@Test
	void hasNoDataForATypeThatIsNotMapped() {
		DnsResponse response = ask("web1.svc.example.org.", AAAA);
		assertThat(response.isNoData()).isTrue();
		assertThat(response.authority()).hasSize(1);
		assertThat(ask("none.svc.example.org.", AAAA).rcode()).isEqualTo(Rcode.NXDOMAIN);
	}

	@Test
	void hasNoDataWhereAnotherMethodHasSome() {
		assertThat(text(ask("four.two.example.", A))).hasSize(1);
		assertThat(ask("four.two.example.", AAAA).isNoData()).isTrue();
		assertThat(text(ask("six.two.example.", AAAA))).hasSize(1);
		assertThat(ask("six.two.example.", A).isNoData()).isTrue();
		assertThat(ask("none.two.example.", A).rcode()).isEqualTo(Rcode.NXDOMAIN);
		assertThat(ask("none.two.example.", MX).rcode()).isEqualTo(Rcode.NXDOMAIN);
	}

	@Test
	void hasNoDataForRecordsOfOtherTypes() {
		assertThat(ask("mono.kinds.example.", AAAA).isNoData()).isTrue();
	}

	@Test
	void answersAnyTypeWithAnAlias() {
		assertThat(text(ask("www.alias.example.", A)))
			.containsExactly("www.alias.example. 60 IN CNAME target.example.");
		assertThat(text(ask("www.both.example.", AAAA)))
			.containsExactly("www.both.example. 60 IN CNAME target.example.");
	}

	@Test
	void answersAQueryForAllTypesWithOne() {
		assertThat(text(ask("web1.svc.example.org.", ANY))).containsExactly("web1.svc.example.org. 60 IN A 10.0.0.1");
	}

	@Test
	void saysOutrightWhatAMethodSaysOutright() {
		assertThat(ask("nodata.told.example.", A).isNoData()).isTrue();
		assertThat(ask("nodata.told.example.", A).authority()).hasSize(1);
		assertThat(ask("nxdomain.told.example.", A).rcode()).isEqualTo(Rcode.NXDOMAIN);
		assertThat(ask("nxdomain.told.example.", MX).rcode()).isEqualTo(Rcode.NXDOMAIN);
		assertThat(ask("refused.told.example.", A)).isEqualTo(DnsResponse.refused());
	}

	@Test
	void passesOnWhatAMethodPassesOn() {
		for (int type : new int[] { A, MX }) {
			StepVerifier.create(this.handler.handle(Exchanges.udp("pass.told.example.", type))).verifyComplete();
		}
	}

	@Test
	void refusesWhoeverAMethodIsNotMeantFor() {
		DnsResponse response = ask("denied.told.example.", A);
		assertThat(response.rcode()).isEqualTo(Rcode.REFUSED);
		assertThat(response.error()).isEqualTo(ExtendedError.PROHIBITED);
	}

	@Test
	void handsErrorsOn() {
		StepVerifier.create(this.handler.handle(Exchanges.udp("error.told.example.", A))).verifyErrorMessage("told");
		StepVerifier.create(this.handler.handle(Exchanges.udp("number.told.example.", A)))
			.verifyErrorSatisfies((ex) -> assertThat(ex).hasMessageContaining("java.lang.Integer"));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "web1.svc.example.org.", "WEB1.Svc.Example.ORG.", "a.b.path.example.", "*.svc.example.org." })
	void supportsWhatIsMapped(String name) {
		assertThat(this.handler.supports(question(name))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "a.b.svc.example.org.", "web1.svc.example.net.", "example.net.", "web1.svc\\.example.org." })
	void supportsNothingElse(String name) {
		assertThat(this.handler.supports(question(name))).isFalse();
		StepVerifier.create(this.handler.handle(Exchanges.udp(name, A))).verifyComplete();
	}

	@ParameterizedTest
	@ValueSource(strings = { ".", "org.", "example.org.", "svc.example.org.", "path.example." })
	void knowsOutsideOfZonesThatThereAreNamesBelowIfResolversAsk(String name) {
		assertThat(this.handler.supports(question(name))).isTrue();
		assertThat(ask(name, A)).isEqualTo(DnsResponse.noData());
		StepVerifier.create(this.handler.handle(recursive(name))).verifyComplete();
	}

	@Test
	void knowsInAZoneThatThereAreNamesBelowWhatTheZoneDoesNotHave() {
		ControllerHandler inside = handler(Services.class, zone());
		assertThat(ask(inside, "svc.example.org.", A)).isEqualTo(DnsResponse.noData());
		assertThat(inside.handle(recursive("svc.example.org.")).block()).isEqualTo(DnsResponse.noData());
		StepVerifier.create(inside.handle(Exchanges.udp("example.org.", A))).verifyComplete();
		StepVerifier.create(inside.handle(Exchanges.udp("other.example.org.", A))).verifyComplete();
	}

	@Test
	void leavesTheSoaToTheZoneAroundAName() {
		ControllerHandler inside = handler(Services.class, zone());
		assertThat(ask(inside, "none.svc.example.org.", A)).isEqualTo(DnsResponse.nxDomain());
		assertThat(ask(inside, "none.two.example.", A).authority()).hasSize(1);
	}

	@Test
	void doesNotWaitForAMethodForEver() {
		StepVerifier.withVirtualTime(() -> this.handler.handle(Exchanges.udp("never.told.example.", A)))
			.expectSubscription()
			.expectNoEvent(Duration.ofMillis(4999))
			.thenAwait(Duration.ofMillis(1))
			.verifyError(TimeoutException.class);
	}

	@Test
	void takesNoMoreRecordsThanFitIntoAMessage() {
		StepVerifier.create(this.handler.handle(Exchanges.udp("endless.told.example.", A)))
			.verifyErrorMessage("There are more than 4096 records");
	}

	@Test
	void supportsNothingOfAnotherClass() {
		Name name = Name.fromConstantString("web1.svc.example.org.");
		assertThat(this.handler.supports(new DnsQuestion(name, A, DClass.CH))).isFalse();
		assertThat(this.handler.supports(new DnsQuestion(name, A, DClass.ANY))).isTrue();
	}

	@Test
	void asksTheMethodOfTheMoreSpecificName() {
		assertThat(text(ask("www.svc.example.org.", A))).containsExactly("www.svc.example.org. 60 IN A 10.0.0.9");
	}

	@Test
	void makesUpASoaForNamesOfVariablesOnly() {
		DnsResponse response = ask(handler(Everything.class), "a.b.", A);
		assertThat(response.authority()).singleElement().extracting(Record::getName).isEqualTo(Name.root);
	}

	@Test
	void refusesTwoMethodsForTheSame() {
		assertThatExceptionOfType(FailureAnalyzedException.class).isThrownBy(() -> handler(Twice.class))
			.satisfies((failure) -> assertThat(failure.analysis().getDescription()).contains("'{x}.example.org'",
					"'{y}.Example.org'", Twice.class.getName() + ".one", Twice.class.getName() + ".two"));
	}

	@Test
	void refusesWhatIsNoName() {
		assertThatExceptionOfType(FailureAnalyzedException.class).isThrownBy(() -> handler(Long.class))
			.satisfies((failure) -> assertThat(failure.analysis().getDescription()).contains("is no name"));
	}

	private DnsResponse ask(String name, int type) {
		return ask(this.handler, name, type);
	}

	private static DnsResponse ask(ControllerHandler handler, String name, int type) {
		return handler.handle(Exchanges.udp(name, type)).blockOptional().orElseThrow();
	}

	private static DnsQuestion question(String name) {
		return DnsQuestion.of(Name.fromConstantString(name), A);
	}

	private static List<String> text(DnsResponse response) {
		return response.answer().stream().map((record) -> record.toString().replaceAll("\\t+", " ")).toList();
	}

	private static DnsExchange recursive(String name) {
		DnsExchange exchange = Exchanges.udp(name, A);
		return new DnsExchange(exchange.question(), exchange.client(), exchange.transport(), exchange.listener(), true,
				false, null);
	}

	private static ZoneSet zone() {
		Name origin = Name.fromConstantString("example.org.");
		Name server = Name.fromConstantString("ns.example.net.");
		return ZoneSet.NONE.with(new ZoneBuilder(Records.name(origin))
			.add(new SOARecord(origin, DClass.IN, 60, server, server, 1, 60, 60, 60, 60))
			.add(new NSRecord(origin, DClass.IN, 60, server))
			.build());
	}

	private static ControllerHandler handler(Class<?> controller) {
		return handler(controller, ZoneSet.NONE);
	}

	private static ControllerHandler handler(Class<?> controller, ZoneSet zones) {
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerBeanDefinition("controller", new RootBeanDefinition(controller));
		return new ControllerHandler(new MappedMethods(beans, new VirtualEventLoop(), List.of()),
				(client, listener) -> zones, SETTINGS);
	}

	private static InetAddress address(String text) {
		try {
			return InetAddress.getByName(text);
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	@DnsController
	static class Services {

		@DnsMapping(name = "{instance}.svc.example.org", type = A)
		Mono<InetAddress> instance(String instance) {
			return instance.equals("none") ? Mono.empty() : Mono.just(address("10.0.0.1"));
		}

		@DnsMapping(name = "www.svc.example.org.", type = A)
		InetAddress www() {
			return address("10.0.0.9");
		}

		@DnsMapping(name = "mono.kinds.example")
		Mono<InetAddress> mono() {
			return Mono.just(address("10.0.0.1"));
		}

		@DnsMapping(name = "optional.kinds.example", type = A)
		Optional<InetAddress> optional() {
			return Optional.of(address("10.0.0.1"));
		}

		@DnsMapping(name = "flux.kinds.example", type = A)
		Flux<InetAddress> flux() {
			return Flux.just(address("10.0.0.1"), address("10.0.0.2"), address("10.0.0.1"));
		}

		@DnsMapping(name = "list.kinds.example", type = { A, AAAA })
		List<InetAddress> list() {
			return List.of(address("10.0.0.1"), address("2001:db8::1"), address("10.0.0.2"));
		}

		@DnsMapping(name = "record.kinds.example", type = HINFO)
		Mono<Record> record(DnsQuestion question) throws Exception {
			return Mono.just(Record.fromString(question.name(), HINFO, DClass.IN, 7, "a b", Name.root));
		}

		@DnsMapping(name = "text.kinds.example", type = TXT, ttl = 5)
		Mono<String> text() {
			return Mono.just("v=spf1 \"all\"");
		}

		@DnsMapping(name = "long.kinds.example", type = TXT)
		Mono<String> longText() {
			return Mono.just("x".repeat(600));
		}

		@DnsMapping(name = "data.kinds.example", type = MX)
		Mono<String> data() {
			return Mono.just("10 mail.example.org.");
		}

		@DnsMapping(name = "unknown.kinds.example", type = 65400)
		Mono<String> unknown() {
			return Mono.just("\\# 2 0102");
		}

		@DnsMapping(name = "{number}.args.example", type = TXT)
		Mono<String> args(int number, InetAddress client, InetSocketAddress address, DnsQuestion question,
				DnsExchange exchange) {
			return Mono.just(number + " " + client.getHostAddress() + " " + address.getHostString() + ":"
					+ address.getPort() + " " + Type.string(question.type()) + " " + exchange.listener());
		}

		@DnsMapping(name = "{*path}.path.example", type = TXT)
		Mono<String> path(String path) {
			return Mono.just(path);
		}

		@DnsMapping(name = "{host}.two.example", type = A)
		Mono<InetAddress> four(String host) {
			return host.equals("four") ? Mono.just(address("10.0.0.4")) : Mono.empty();
		}

		@DnsMapping(name = "{name}.two.example", type = AAAA)
		Mono<InetAddress> six(String name) {
			return name.equals("six") ? Mono.just(address("2001:db8::6")) : Mono.empty();
		}

		@DnsMapping(name = { "www.alias.example", "www.both.example" }, type = CNAME)
		Mono<String> alias() {
			return Mono.just("target.example.");
		}

		@DnsMapping(name = "www.both.example", type = AAAA)
		Mono<InetAddress> both() {
			return Mono.empty();
		}

		@DnsMapping(name = "{what}.told.example", type = A)
		Publisher<?> told(String what) {
			return switch (what) {
				case "nodata" -> Mono.just(DnsResponse.noData());
				case "nxdomain" -> Mono.just(DnsResponse.nxDomain());
				case "refused" -> Mono.just(DnsResponse.refused());
				case "pass" -> Mono.just(DnsMapping.PASS);
				case "denied" -> Mono.error(new AccessDeniedException("told"));
				case "number" -> Mono.just(42);
				case "never" -> Mono.never();
				case "endless" -> Flux.range(0, Integer.MAX_VALUE).map((i) -> address("10.0.0.1"));
				default -> Mono.error(new IllegalStateException("told"));
			};
		}

	}

	@DnsController
	static class Everything {

		@DnsMapping(name = "{*all}", type = A)
		Mono<InetAddress> nothing(String all) {
			return Mono.empty();
		}

	}

	@DnsController
	static class Twice {

		@DnsMapping(name = "{x}.example.org", type = { A, AAAA })
		Mono<InetAddress> one(String x) {
			return Mono.empty();
		}

		@DnsMapping(name = "{y}.Example.org", type = AAAA)
		Mono<InetAddress> two(String y) {
			return Mono.empty();
		}

	}

	@DnsController
	static class Long {

		@DnsMapping(name = "{x}.a123456789012345678901234567890123456789012345678901234567890123456789")
		Mono<InetAddress> tooLong(String x) {
			return Mono.empty();
		}

	}

}
