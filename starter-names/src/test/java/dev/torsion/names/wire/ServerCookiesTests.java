package dev.torsion.names.wire;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServerCookies} with the vectors of RFC 9018 appendix A.
 */
class ServerCookiesTests {

	private static final byte[] SECRET = hex("e5e973e5a6b2a43f48e7dc849e37bfcf");

	@Test
	void makesTheCookieThatAllServersMake() throws Exception {
		ServerCookies cookies = cookies(SECRET, SECRET, 1559731985);
		assertThat(cookies.make(hex("2464c4abcf10c957"), InetAddress.getByName("198.51.100.100")))
			.isEqualTo(hex("2464c4abcf10c957010000005cf79f111f8130c3eee29480"));
	}

	@Test
	void takesACookieWhoseReservedBytesAreSet() throws Exception {
		ServerCookies cookies = cookies(SECRET, SECRET, 1559727985);
		assertThat(cookies.isValid(hex("fc93fc62807ddb8601abcdef5cf78f71a314227b6679ebf5"),
				InetAddress.getByName("203.0.113.203")))
			.isTrue();
	}

	@Test
	void takesACookieOfTheSecretBefore() throws Exception {
		ServerCookies cookies = cookies(hex("445536bcd2513298075a5d379663c962"),
				hex("dd3bdf9344b678b185a6f5cb60fca715"), 1559741961);
		InetAddress client = InetAddress.getByName("2001:db8:220:1:59de:d0f4:8769:82b8");
		byte[] sent = hex("22681ab97d52c298010000005cf7c57926556bd0934c72f8");
		assertThat(cookies.isValid(sent, client)).isTrue();
		assertThat(cookies.make(sent, client)).isEqualTo(hex("22681ab97d52c298010000005cf7c609a6bb79d16625507a"));
	}

	@Test
	void takesNoCookieOfAnotherClientOrThatIsChanged() throws Exception {
		ServerCookies cookies = cookies(SECRET, SECRET, 1559731985);
		InetAddress client = InetAddress.getByName("192.0.2.1");
		byte[] cookie = cookies.make(new byte[8], client);
		assertThat(cookies.isValid(cookie, client)).isTrue();
		assertThat(cookies.isValid(cookie, InetAddress.getByName("192.0.2.2"))).isFalse();
		for (int i = 0; i < cookie.length; i++) {
			byte[] changed = cookie.clone();
			changed[i] ^= 1;
			assertThat(cookies.isValid(changed, client)).isFalse();
		}
		assertThat(cookies.isValid(new byte[8], client)).isFalse();
	}

	@Test
	void takesNoCookieThatIsTooOldOrFromTheFuture() throws Exception {
		InetAddress client = InetAddress.getByName("192.0.2.1");
		byte[] cookie = cookies(SECRET, SECRET, 1_000_000).make(new byte[8], client);
		assertThat(cookies(SECRET, SECRET, 1_003_600).isValid(cookie, client)).isTrue();
		assertThat(cookies(SECRET, SECRET, 1_003_601).isValid(cookie, client)).isFalse();
		assertThat(cookies(SECRET, SECRET, 999_700).isValid(cookie, client)).isTrue();
		assertThat(cookies(SECRET, SECRET, 999_699).isValid(cookie, client)).isFalse();
	}

	private static ServerCookies cookies(byte[] secret, byte[] previous, long time) {
		return new ServerCookies(secret, previous, Clock.fixed(Instant.ofEpochSecond(time), ZoneOffset.UTC));
	}

	private static byte[] hex(String text) {
		return HexFormat.of().parseHex(text);
	}

}
