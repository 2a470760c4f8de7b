package dev.torsion.conch.auth.key;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import dev.torsion.conch.SshRestrictions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class KeyOptionsTests {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	@Test
	void nothingIsForbiddenWithoutOptions() {
		KeyOptions options = KeyOptions.parse("");
		assertThat(options.restrictions()).isEqualTo(SshRestrictions.NONE);
		assertThat(options.permit(null, NOW)).isTrue();
		assertThat(options.authority()).isFalse();
	}

	@Test
	void forbidsWhatOptionsForbid() {
		assertThat(KeyOptions.parse("no-pty").restrictions().pty()).isFalse();
		assertThat(KeyOptions.parse("no-port-forwarding").restrictions().forwarding()).isFalse();
		assertThat(KeyOptions.parse("restrict").restrictions())
			.isEqualTo(new SshRestrictions(null, false, false, null, null, Map.of()));
		assertThat(KeyOptions.parse("RESTRICT,pty,port-forwarding").restrictions()).isEqualTo(SshRestrictions.NONE);
		assertThat(KeyOptions.parse("pty,restrict").restrictions().pty()).isFalse();
	}

	@Test
	void readsCommandsWithQuotationMarks() {
		assertThat(KeyOptions.parse("command=\"echo \\\"a, b\\\" \\\\n\",no-pty").restrictions().forcedCommand())
			.isEqualTo("echo \"a, b\" \\\\n");
		assertThat(KeyOptions.parse("command=\"\"").restrictions().forcedCommand()).isEmpty();
	}

	@Test
	void gathersEndPointsAndVariables() {
		SshRestrictions limits = KeyOptions
			.parse("permitopen=\"a.example:22\",permitopen=\"[2001:db8::1]:*\",permitlisten=\"8080\","
					+ "permitlisten=\"localhost:1\",environment=\"LANG=C\",environment=\"LANG=de\"")
			.restrictions();
		assertThat(limits.permitOpen()).containsExactly("a.example:22", "[2001:db8::1]:*");
		assertThat(limits.permitListen()).containsExactly("*:8080", "localhost:1");
		assertThat(limits.environment()).containsExactly(Map.entry("LANG", "C"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "unknown", "tunnel=\"0\"", "command", "command=x", "command=\"x", "command=\"a\"x",
			"command=\"a\",command=\"b\"", "no-pty,", ",", "no-pty no-pty", "from=\"\"", "from=\"10.0.0.0/99\"",
			"from=\"10.0.0.1,,\"", "expiry-time=\"2026\"", "expiry-time=\"20261399\"", "permitopen=\"a\"",
			"permitopen=\"a:b\"", "permitopen=\"a:1 b\"", "environment=\"1A=b\"", "environment=\"A\"",
			"principals=\"\"", "no-restrict", "no-cert-authority", "pty=\"yes\"", "no-command", "=\"a\"" })
	void refusesWhatItDoesNotKnow(String options) {
		assertThatIllegalArgumentException().isThrownBy(() -> KeyOptions.parse(options));
	}

	@Test
	void knowsOptionsOfWhatIsNotServed() {
		assertThat(KeyOptions
			.parse("no-agent-forwarding,agent-forwarding,no-X11-forwarding,x11-forwarding,no-user-rc,user-rc")
			.restrictions()).isEqualTo(SshRestrictions.NONE);
	}

	@Test
	void expires() {
		assertThat(permits("expiry-time=\"20260301120001Z\"", NOW)).isTrue();
		assertThat(permits("expiry-time=\"20260301120000Z\"", NOW)).isFalse();
		assertThat(permits("expiry-time=\"202603011159Z\"", NOW)).isFalse();
		assertThat(permits("expiry-time=\"20260302Z\"", NOW)).isTrue();
		assertThat(permits("expiry-time=\"20260301Z\"", NOW)).isFalse();
		assertThat(permits("expiry-time=\"20270101Z\",expiry-time=\"20250101Z\"", NOW)).isFalse();
		Instant local = LocalDateTime.parse("2026-03-01T10:00").atZone(ZoneId.systemDefault()).toInstant();
		assertThat(permits("expiry-time=\"202603011000\"", local.minusSeconds(1))).isTrue();
		assertThat(permits("expiry-time=\"202603011000\"", local)).isFalse();
	}

	private static boolean permits(String options, Instant now) {
		return KeyOptions.parse(options).permit(null, now);
	}

	@Test
	void comesFromWhereItMay() {
		assertThat(from("192.0.2.0/24", "192.0.2.7")).isTrue();
		assertThat(from("192.0.2.0/24", "192.0.3.7")).isFalse();
		assertThat(from("192.0.2.7", "::ffff:192.0.2.7")).isTrue();
		assertThat(from("192.0.2.*", "192.0.2.7")).isTrue();
		assertThat(from("192.0.2.?", "192.0.2.77")).isFalse();
		assertThat(from("2001:db8::/32", "2001:db8::1")).isTrue();
		assertThat(from("10.0.0.0/8, 192.0.2.7", "192.0.2.7")).isTrue();
		assertThat(from("*", "192.0.2.7")).isTrue();
	}

	@Test
	void exclamationMarkWinsWhereverItStands() {
		assertThat(from("*,!192.0.2.7", "192.0.2.7")).isFalse();
		assertThat(from("!192.0.2.0/24,*", "192.0.2.7")).isFalse();
		assertThat(from("!192.0.2.8,*", "192.0.2.7")).isTrue();
		assertThat(from("!192.0.2.8", "192.0.2.7")).isFalse();
	}

	@Test
	void nobodyIsAskedForNames() {
		assertThat(from("localhost,*.example,any,loopback", "127.0.0.1")).isFalse();
		assertThat(KeyOptions.parse("from=\"*\"").permit(null, NOW)).isFalse();
		assertThat(from("*1*1*1*1*1*1*1*1*1*1*1*1*1*1*1*x", "1111:1111:1111:1111:1111:1111:1111:1111")).isFalse();
	}

	private static boolean from(String patterns, String address) {
		return KeyOptions.parse("from=\"" + patterns + "\"").permit(new InetSocketAddress(address, 1), NOW);
	}

	@Test
	void twoKeysAllowNoMoreThanBoth() {
		SshRestrictions first = KeyOptions.parse("no-pty,permitopen=\"a:1\",permitopen=\"b:1\"").restrictions();
		SshRestrictions second = KeyOptions.parse("no-port-forwarding,permitopen=\"b:1\",command=\"c\"").restrictions();
		assertThat(KeyLimits.merge(first, second))
			.isEqualTo(new SshRestrictions("c", false, false, List.of("b:1"), null, Map.of()));
		assertThat(KeyLimits.merge(second, KeyOptions.parse("command=\"d\"").restrictions())).isNull();
	}

}
