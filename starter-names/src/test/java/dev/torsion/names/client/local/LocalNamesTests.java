package dev.torsion.names.client.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import dev.torsion.names.DnsQuestion;
import dev.torsion.names.DnsResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SpecialNames}, {@link HostsFile} and {@link ResolvConf}.
 */
class LocalNamesTests {

	private final SpecialNames special = new SpecialNames(false);

	@TempDir
	Path folder;

	@Test
	void localhostIsThisMachineAndHasNothingElse() {
		assertThat(special("localhost.", Type.A)).isEqualTo("127.0.0.1");
		assertThat(special("any.LocalHost.", Type.AAAA)).isEqualTo("0:0:0:0:0:0:0:1");
		assertThat(response("localhost.", Type.MX).isNoData()).isTrue();
		assertThat(special("1.0.0.127.in-addr.arpa.", Type.PTR)).isEqualTo("localhost.");
		assertThat(special("1." + "0.".repeat(31) + "ip6.arpa.", Type.PTR)).isEqualTo("localhost.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "invalid.", "a.invalid.", "www.onion.", "1.0.0.10.in-addr.arpa.",
			"1.0.16.172.in-addr.arpa.", "1.0.168.192.in-addr.arpa.", "1.0.64.100.in-addr.arpa.",
			"2.0.0.127.in-addr.arpa.", "1.d.f.ip6.arpa.", "1.8.e.f.ip6.arpa.", "1.2.0.192.in-addr.arpa." })
	void namesOfNoMeaningElsewhereDoNotExist(String name) {
		DnsResponse response = response(name, Type.PTR);
		assertThat(response.rcode()).isEqualTo(Rcode.NXDOMAIN);
		assertThat(response.authority()).extracting(Record::getType).containsExactly(Type.SOA);
	}

	@ParameterizedTest
	@ValueSource(strings = { "www.example.org.", "localhost.example.org.", "notinvalid.", "1.0.32.172.in-addr.arpa.",
			"1.0.0.8.in-addr.arpa.", "arpa.", ".", "1.0.63.100.in-addr.arpa." })
	void otherNamesAreAskedFor(String name) {
		assertThat(this.special.apply(question(name, Type.PTR))).isNull();
	}

	@Test
	void privateNetworksAreAskedForIfTheOperatorSaysSo() {
		SpecialNames asking = new SpecialNames(true);
		assertThat(asking.apply(question("1.0.0.10.in-addr.arpa.", Type.PTR))).isNull();
		assertThat(asking.apply(question("2.0.0.127.in-addr.arpa.", Type.PTR))).isNotNull();
	}

	@Test
	void anyIsAnsweredWithLittle() {
		assertThat(response("www.example.org.", Type.ANY).answer()).singleElement()
			.satisfies((record) -> assertThat(record.getType()).isEqualTo(Type.HINFO));
	}

	@Test
	void typesThatAreNoDataAreNotLookedUp() {
		for (int type : new int[] { 0, Type.OPT, Type.AXFR, Type.IXFR, Type.TSIG, Type.TKEY, Type.MAILB }) {
			assertThat(response("www.example.org.", type).rcode()).as("%s", type).isEqualTo(Rcode.NOTIMP);
		}
	}

	@Test
	void hostsOfTheFileAreKnownBothWays() throws IOException {
		HostsFile hosts = HostsFile.read(file("""
				# a comment
				10.0.0.1  www.example.org www   # the web
				fd00::1   www.example.org
				nonsense  bad
				10.0.0.2
				"""));
		assertThat(data(hosts.apply(question("WWW.example.org.", Type.A)))).isEqualTo("10.0.0.1");
		assertThat(data(hosts.apply(question("www.example.org.", Type.AAAA)))).isEqualTo("fd00:0:0:0:0:0:0:1");
		assertThat(data(hosts.apply(question("1.0.0.10.in-addr.arpa.", Type.PTR)))).isEqualTo("www.example.org.");
		assertThat(Objects.requireNonNull(hosts.apply(question("www.", Type.AAAA))).isNoData()).isTrue();
		assertThat(hosts.apply(question("www.example.org.", Type.MX))).isNull();
		assertThat(hosts.apply(question("bad.", Type.A))).isNull();
	}

	@Test
	void aMissingFileSaysNothing() {
		assertThat(HostsFile.read(this.folder.resolve("none")).apply(question("www.", Type.A))).isNull();
		assertThat(ResolvConf.read(this.folder.resolve("none")).servers()).singleElement()
			.satisfies((server) -> assertThat(server.getAddress().isLoopbackAddress()).isTrue());
	}

	@Test
	void nameServersAndSearchDomainsAreRead() throws IOException {
		ResolvConf conf = ResolvConf.read(file("""
				; a comment
				domain old.example
				search default.svc.cluster.local svc.cluster.local
				nameserver 10.0.0.53
				nameserver fd00::53 # another
				nameserver nonsense
				options timeout:1 ndots:5
				"""));
		assertThat(conf.servers()).containsExactly(new InetSocketAddress("10.0.0.53", 53),
				new InetSocketAddress("fd00::53", 53));
		assertThat(conf.candidates("db")).containsExactly("db.default.svc.cluster.local", "db.svc.cluster.local", "db");
		assertThat(conf.candidates("a.b.c.d.e.f")).startsWith("a.b.c.d.e.f").hasSize(3);
		assertThat(conf.candidates("db.")).containsExactly("db.");
	}

	private Path file(String text) throws IOException {
		return Files.writeString(this.folder.resolve("file"), text);
	}

	private DnsResponse response(String name, int type) {
		return Objects.requireNonNull(this.special.apply(question(name, type)));
	}

	private String special(String name, int type) {
		return data(response(name, type));
	}

	private static String data(@Nullable DnsResponse response) {
		return Objects.requireNonNull(response).answer().get(0).rdataToString();
	}

	private static DnsQuestion question(String name, int type) {
		return DnsQuestion.of(Name.fromConstantString(name), type);
	}

}
