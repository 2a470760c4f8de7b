package dev.torsion.conch.forward;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

import dev.torsion.conch.SshLogin;
import dev.torsion.conch.SshRestrictions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ForwardRulesTests {

	@Test
	void deniesEverythingByDefault() {
		assertThat(ForwardRules.NONE.mayOpen(ops(), "db.internal", 5432)).isFalse();
		assertThat(ForwardRules.NONE.listenAddress(ops(), "localhost", 8080)).isNull();
	}

	@Test
	void letsOnlyTheRoleOfARule() {
		ForwardRules rules = local("db.internal:5432");
		assertThat(rules.mayOpen(ops(), "db.internal", 5432)).isTrue();
		assertThat(rules.mayOpen(login("ROLE_USER", SshRestrictions.NONE), "db.internal", 5432)).isFalse();
	}

	@Test
	void letsToTheHostAndPortsOfARuleOnly() {
		ForwardRules rules = local("db.internal:5432-5433");
		assertThat(connects(rules, "DB.internal.", "10.0.0.7", 5433)).isTrue();
		assertThat(connects(rules, "db.internal", "10.0.0.7", 5434)).isFalse();
		assertThat(connects(rules, "other.internal", "10.0.0.7", 5432)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "127.8.9.10", "::1", "169.254.169.254", "fe80::1", "10.1.2.3", "172.16.0.1",
			"192.168.1.1", "100.64.0.1", "fd00::1", "224.0.0.1", "ff02::1", "0.0.0.0", "::", "255.255.255.255",
			"::ffff:127.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "2002:7f00:1::" })
	void guardsAddressesFromARuleForAnyHost(String address) {
		assertThat(connects(local("*:*"), "somewhere.example", address, 80)).isFalse();
		assertThat(connects(local("*:*"), address, address, 80)).isFalse();
		assertThat(connects(local("0.0.0.0/0:*"), address, address, 80)).isFalse();
		assertThat(connects(local("[::]/0:*"), address, address, 80)).isFalse();
	}

	@Test
	void letsToAnyOtherHostByARuleForAny() {
		assertThat(connects(local("*:443"), "www.example", "192.0.2.1", 443)).isTrue();
		assertThat(connects(local("*:443"), "www.example", "2001:db8::1", 443)).isTrue();
		assertThat(connects(local("*:443"), "www.example", "192.0.2.1", 80)).isFalse();
	}

	@Test
	void letsToGuardedAddressesThatARuleNames() {
		assertThat(connects(local("127.0.0.1:8080"), "127.0.0.1", "127.0.0.1", 8080)).isTrue();
		assertThat(connects(local("10.0.0.0/8:*"), "db.internal", "10.0.0.7", 5432)).isTrue();
		assertThat(connects(local("[fd00::]/8:*"), "db.internal", "fd00::7", 5432)).isTrue();
		assertThat(connects(local("localhost:8080"), "localhost", "127.0.0.1", 8080)).isTrue();
		assertThat(connects(local("10.0.0.0/8:*"), "db.internal", "11.0.0.7", 5432)).isFalse();
	}

	@Test
	void letsKeysTakeAwayConnections() {
		ForwardRules rules = local("*:*");
		SshLogin none = login("ROLE_OPS", new SshRestrictions(null, true, false, null, null, Map.of()));
		SshLogin some = login("ROLE_OPS",
				new SshRestrictions(null, true, true, List.of("www.example:443", "[2001:db8::1]:*"), null, Map.of()));
		assertThat(rules.mayOpen(none, "www.example", 443)).isFalse();
		assertThat(rules.mayOpen(some, "www.example", 443)).isTrue();
		assertThat(rules.mayOpen(some, "www.example", 80)).isFalse();
		assertThat(rules.mayOpen(some, "2001:db8::1", 80)).isTrue();
		assertThat(ForwardRules.NONE.mayOpen(some, "www.example", 443)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "127.0.0.1:8000-8999,localhost,8080,127.0.0.1", "127.0.0.1:8000-8999,'',8080,127.0.0.1",
			"127.0.0.1:8000-8999,0.0.0.0,8080,127.0.0.1", "127.0.0.1:8000-8999,::,8080,127.0.0.1",
			"127.0.0.1:8000-8999,192.0.2.1,8080,", "127.0.0.1:8000-8999,localhost,9000,",
			"127.0.0.1:8000-8999,localhost,0,", "localhost:*,localhost,0,127.0.0.1", "localhost:*,localhost,80,",
			"localhost:80,localhost,80,127.0.0.1", "0.0.0.0:8080,'',8080,0.0.0.0", "0.0.0.0:8080,localhost,8080,",
			"192.0.2.7:8080,'',8080,192.0.2.7", "192.0.2.7:8080,localhost,8080,", "*:8080,192.0.2.7,8080,192.0.2.7",
			"*:8080,'',8080,0.0.0.0", "*:8080,host.example,8080,", "localhost:*,localhost,65536,",
			"[::1]:8080,::1,8080,0:0:0:0:0:0:0:1" })
	void listensOnLoopbackUnlessARuleSaysOtherwise(String on, String asked, int port, @Nullable String expected) {
		InetSocketAddress address = remote(on).listenAddress(ops(), asked, port);
		assertThat((address != null) ? address.getAddress().getHostAddress() : null).isEqualTo(expected);
	}

	@Test
	void letsKeysTakeAwayListeners() {
		ForwardRules rules = remote("127.0.0.1:*");
		SshLogin some = login("ROLE_OPS",
				new SshRestrictions(null, true, true, null, List.of("localhost:8080", "9090"), Map.of()));
		assertThat(rules.listenAddress(some, "localhost", 8080)).isNotNull();
		assertThat(rules.listenAddress(some, "localhost", 8081)).isNull();
		assertThat(rules.listenAddress(some, "localhost", 9090)).isNotNull();
		assertThat(rules.listenAddress(login("ROLE_OPS", new SshRestrictions(null, true, false, null, null, Map.of())),
				"localhost", 8080))
			.isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "db.internal", ":80", "a b:80", "db:99999", "db:9-1", "db:x", "10.0.0.0/33:80" })
	void refusesToStartWithAPlaceThatIsNone(String place) {
		assertThatExceptionOfType(FailureAnalyzedException.class).isThrownBy(() -> local(place));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "ROLE_OPS" })
	void refusesToStartWithoutARole(String role) {
		assertThatExceptionOfType(FailureAnalyzedException.class)
			.isThrownBy(() -> ForwardRule.of("property", role, "db:1"));
	}

	private static boolean connects(ForwardRules rules, String host, String address, int port) {
		return rules.mayConnect(ops(), host, new InetSocketAddress(address, port));
	}

	private static ForwardRules local(String to) {
		return new ForwardRules(List.of(ForwardRule.of("property", "OPS", to)), List.of());
	}

	private static ForwardRules remote(String on) {
		return new ForwardRules(List.of(), List.of(ForwardRule.of("property", "OPS", on)));
	}

	private static SshLogin ops() {
		return login("ROLE_OPS", SshRestrictions.NONE);
	}

	private static SshLogin login(String role, SshRestrictions restrictions) {
		return new SshLogin(UsernamePasswordAuthenticationToken.authenticated("ops", null,
				AuthorityUtils.createAuthorityList(role)), null, restrictions);
	}

}
