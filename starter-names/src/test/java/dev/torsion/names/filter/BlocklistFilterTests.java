package dev.torsion.names.filter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

import dev.torsion.names.DnsExchange;
import dev.torsion.names.DnsQuestion;
import dev.torsion.names.DnsResponse;
import dev.torsion.names.DnsResponse.ExtendedError;
import dev.torsion.names.Exchanges;
import dev.torsion.net.test.VirtualEventLoop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import reactor.core.publisher.Mono;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.xbill.DNS.Type.A;
import static org.xbill.DNS.Type.AAAA;
import static org.xbill.DNS.Type.MX;

/**
 * Tests for {@link BlocklistFilter} and the {@link Blocklists lists} it has.
 */
class BlocklistFilterTests {

	private static final DnsResponse TRUTH = DnsResponse.of(Rcode.NOTIMP, false);

	private static final String ZONE = """
			$TTL 60
			$ORIGIN rpz.example.
			@ SOA localhost. root.localhost. 1 3600 3600 86400 60
			  NS localhost.
			gone.test CNAME .
			empty.test CNAME *.
			*.below.test CNAME .
			good.below.test CNAME rpz-passthru.
			drop.test CNAME rpz-drop.
			32.1.2.0.192.rpz-ip CNAME .
			local.test A 192.0.2.1
			""";

	private final VirtualEventLoop loop = new VirtualEventLoop();

	@TempDir
	private Path folder;

	@ParameterizedTest
	@CsvSource({ "ads.test, true", "ADS.Test, true", "x.ads.test, false", "plain.test, true", "below.test, false",
			"x.below.test, true", "y.x.below.test, true", "both.test, true", "x.both.test, true",
			"fine.both.test, false", "x.fine.both.test, false", "important.test, true", "two.test, true",
			"commented.test, true", "localhost.localdomain, false", "localhost, false", "router.test, false",
			"third.test, false", "path.test, false", "cosmetic.test, false", "other.test, false", "192.0.2.7, false" })
	void takesHostsFilesNamesAndRulesOfAdBlockers(String name, boolean blocked) throws IOException {
		BlocklistFilter filter = filter(BlockAnswer.NXDOMAIN, """
				# hosts
				127.0.0.1 localhost localhost.localdomain
				::1 localhost
				0.0.0.0 ads.test  two.test # two of them
				0.0.0.0 0.0.0.0
				192.168.0.1 router.test
				[Adblock Plus]
				! rules
				||both.test^
				@@||fine.both.test^
				||important.test^$important
				||third.test^$third-party
				||path.test/path^
				cosmetic.test##.ad
				plain.test
				commented.test # so
				*.below.test
				192.0.2.7
				not a name at all
				a..b
				""");
		assertThat(isBlocked(filter, name + ".")).isEqualTo(blocked);
	}

	@Test
	void takesResponsePolicyZones() throws IOException {
		BlocklistFilter filter = filter(BlockAnswer.NULL_ADDRESS, ZONE);
		assertThat(ask(filter, "gone.test.", A).rcode()).isEqualTo(Rcode.NXDOMAIN);
		assertThat(ask(filter, "empty.test.", A).isNoData()).isTrue();
		assertThat(ask(filter, "x.below.test.", A).rcode()).isEqualTo(Rcode.NXDOMAIN);
		assertThat(ask(filter, "drop.test.", A).rcode()).isEqualTo(Rcode.REFUSED);
		for (String name : List.of("good.below.test.", "below.test.", "local.test.", "test.", "gone.test.rpz.example.",
				"32.1.2.0.192.rpz-ip.")) {
			assertThat(isBlocked(filter, name)).as(name).isFalse();
		}
	}

	@Test
	void answersAsItIsTold() throws IOException {
		assertThat(ask(filter(BlockAnswer.NXDOMAIN, "ads.test"), "ads.test.", A).rcode()).isEqualTo(Rcode.NXDOMAIN);
		assertThat(ask(filter(BlockAnswer.REFUSED, "ads.test"), "ads.test.", A).rcode()).isEqualTo(Rcode.REFUSED);
		assertThat(ask(filter(BlockAnswer.NODATA, "ads.test"), "ads.test.", A).isNoData()).isTrue();
		BlocklistFilter nowhere = filter(BlockAnswer.NULL_ADDRESS, "ads.test");
		assertThat(ask(nowhere, "ads.test.", A).answer()).singleElement()
			.hasToString("ads.test.\t\t60\tIN\tA\t0.0.0.0");
		assertThat(ask(nowhere, "ads.test.", AAAA).answer()).singleElement()
			.hasToString("ads.test.\t\t60\tIN\tAAAA\t0:0:0:0:0:0:0:0");
		assertThat(ask(nowhere, "ads.test.", MX).isNoData()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "false, 15", "true, 17" })
	void tellsWhyANameIsBlocked(boolean filtered, int code) {
		BlocklistFilter filter = new BlocklistFilter(new Blocklists(
				List.of(new Blocklist(null, List.of("ads.test"), BlockAnswer.NXDOMAIN, filtered)), this.loop));
		DnsResponse response = ask(filter, "ads.test.", A);
		assertThat(response.error()).isNotNull().extracting(ExtendedError::code).isEqualTo(code);
		assertThat(response.authoritative()).isFalse();
		assertThat(response.recursionAvailable()).isTrue();
	}

	@Test
	void allowsWhatAnyListAllows() throws IOException {
		Path blocked = write("blocked", "||test^");
		Path allowed = write("allowed", "good.test\n*.fine.test");
		for (List<Blocklist> lists : List.of(
				List.of(list(blocked, BlockAnswer.NXDOMAIN), list(allowed, BlockAnswer.ALLOW)),
				List.of(list(allowed, BlockAnswer.ALLOW), list(blocked, BlockAnswer.NXDOMAIN)))) {
			BlocklistFilter filter = new BlocklistFilter(new Blocklists(lists, this.loop));
			assertThat(isBlocked(filter, "good.test.")).isFalse();
			assertThat(isBlocked(filter, "x.fine.test.")).isFalse();
			assertThat(isBlocked(filter, "x.good.test.")).isTrue();
			assertThat(isBlocked(filter, "fine.test.")).isTrue();
		}
	}

	@Test
	void answersAsTheFirstListSaysThatHasTheName() throws IOException {
		BlocklistFilter filter = new BlocklistFilter(
				new Blocklists(List.of(list(write("first", "ads.test"), BlockAnswer.REFUSED),
						list(write("second", "ads.test\nmore.test"), BlockAnswer.NXDOMAIN)), this.loop));
		assertThat(ask(filter, "ads.test.", A).rcode()).isEqualTo(Rcode.REFUSED);
		assertThat(ask(filter, "more.test.", A).rcode()).isEqualTo(Rcode.NXDOMAIN);
	}

	@Test
	void blocksNothingOfAnotherClass() throws IOException {
		BlocklistFilter filter = filter(BlockAnswer.NXDOMAIN, "ads.test");
		DnsExchange exchange = Exchanges.udp("ads.test.", A)
			.withQuestion(new DnsQuestion(Name.fromConstantString("ads.test."), A, DClass.CH));
		assertThat(filter.filter(exchange, (next) -> Mono.just(TRUTH)).block()).isSameAs(TRUTH);
	}

	@Test
	void blocksWhatIsButAnAliasOfABlockedName() throws IOException {
		BlocklistFilter filter = filter(BlockAnswer.NXDOMAIN, "||ads.test^\n@@||fine.ads.test^");
		assertThat(alias(filter, "x.ads.test.").rcode()).isEqualTo(Rcode.NXDOMAIN);
		assertThat(alias(filter, "fine.ads.test.").rcode()).isEqualTo(Rcode.NOERROR);
	}

	private static DnsResponse alias(BlocklistFilter filter, String target) {
		Name name = Name.fromConstantString("site.test.");
		DnsResponse response = DnsResponse
			.answer(new CNAMERecord(name, DClass.IN, 60, Name.fromConstantString(target)));
		return filter.filter(Exchanges.udp("site.test.", A), (exchange) -> Mono.just(response))
			.blockOptional()
			.orElseThrow();
	}

	@Test
	void readsAListThatHasChanged() throws IOException {
		Path file = write("list", "old.test");
		Blocklists lists = new Blocklists(List.of(list(file, BlockAnswer.NXDOMAIN)), this.loop);
		BlocklistFilter filter = new BlocklistFilter(lists);
		lists.start();
		write("list", "new.test");
		assertThat(isBlocked(filter, "old.test.")).isTrue();
		this.loop.advance(Blocklists.INTERVAL);
		assertThat(isBlocked(filter, "old.test.")).isFalse();
		assertThat(isBlocked(filter, "new.test.")).isTrue();
		write("list", "newer.test");
		this.loop.advance(Blocklists.INTERVAL);
		assertThat(isBlocked(filter, "newer.test.")).isTrue();
		lists.stop();
		write("list", "newest.test");
		this.loop.advance(Blocklists.INTERVAL);
		assertThat(isBlocked(filter, "newest.test.")).isFalse();
		assertThat(lists.isRunning()).isFalse();
	}

	@Test
	void keepsWhatItHadIfAChangeCannotBeRead() throws IOException {
		Path file = write("list", ZONE);
		Blocklists lists = new Blocklists(List.of(list(file, BlockAnswer.NXDOMAIN)), this.loop);
		BlocklistFilter filter = new BlocklistFilter(lists);
		lists.start();
		write("list", ZONE + "broken CNAME\n");
		this.loop.advance(Blocklists.INTERVAL);
		assertThat(isBlocked(filter, "gone.test.")).isTrue();
		Files.delete(file);
		this.loop.advance(Blocklists.INTERVAL);
		assertThat(isBlocked(filter, "gone.test.")).isTrue();
		write("list", "other.test");
		this.loop.advance(Blocklists.INTERVAL);
		assertThat(isBlocked(filter, "gone.test.")).isFalse();
		assertThat(isBlocked(filter, "other.test.")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "missing.txt", "classpath:missing.txt" })
	void refusesToStartWithoutAList(String file) {
		assertThatExceptionOfType(FailureAnalyzedException.class).isThrownBy(
				() -> new Blocklists(List.of(new Blocklist(file, List.of(), BlockAnswer.NXDOMAIN, false)), this.loop))
			.satisfies((failure) -> assertThat(failure.analysis().getDescription()).contains("network.names.blocklists",
					"missing.txt"));
	}

	private BlocklistFilter filter(BlockAnswer answer, String text) throws IOException {
		return new BlocklistFilter(new Blocklists(List.of(list(write("list", text), answer)), this.loop));
	}

	private static Blocklist list(Path file, BlockAnswer answer) {
		return new Blocklist(file.toString(), List.of(), answer, false);
	}

	/** In one step, and as if it had been there for a while. */
	private Path write(String name, String text) throws IOException {
		Path written = Files.writeString(this.folder.resolve(name + ".new"), text);
		Files.setLastModifiedTime(written, FileTime.from(Instant.now().minusSeconds(60)));
		return Files.move(written, this.folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
	}

	private static boolean isBlocked(BlocklistFilter filter, String name) {
		return ask(filter, name, A) != TRUTH;
	}

	private static DnsResponse ask(BlocklistFilter filter, String name, int type) {
		return filter.filter(Exchanges.udp(name, type), (exchange) -> Mono.just(TRUTH)).blockOptional().orElseThrow();
	}

}
