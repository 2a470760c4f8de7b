package dev.torsion.web.cgi;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import dev.torsion.web.Script;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;

class CgiVariablesTests {

	private static final Script SCRIPT = new Script(Path.of("/srv/www/a.pl"), "/a.pl", "/x", Path.of("/srv/www"));

	@Test
	void namesWhoHasLoggedIn() {
		MockServerWebExchange exchange = MockServerWebExchange
			.from(MockServerHttpRequest.get("http://host/a.pl/x").header("Authorization", "Basic YTpi"));
		Principal alice = () -> "alice";
		assertThat(of(exchange.mutate().principal(Mono.just(alice)).build())).containsEntry("REMOTE_USER", "alice")
			.containsEntry("AUTH_TYPE", "Basic");
		assertThat(of(exchange)).doesNotContainKeys("REMOTE_USER", "AUTH_TYPE");
	}

	@Test
	void writesAddressesOfIpv6WithoutScope() throws Exception {
		InetSocketAddress scoped = new InetSocketAddress(InetAddress
			.getByAddress(new byte[] { (byte) 0xfe, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 }), 81);
		InetSocketAddress peer = new InetSocketAddress("fe80::2%1", 1234);
		assertThat(of(MockServerWebExchange
			.from(MockServerHttpRequest.get("/a.pl/x").localAddress(scoped).remoteAddress(peer))))
			.containsEntry("SERVER_ADDR", "fe80:0:0:0:0:0:0:1")
			.containsEntry("SERVER_NAME", "[fe80:0:0:0:0:0:0:1]")
			.containsEntry("SERVER_PORT", "81")
			.containsEntry("REMOTE_ADDR", "fe80:0:0:0:0:0:0:2")
			.containsEntry("REMOTE_PORT", "1234");
	}

	@Test
	void putsTheBasePathBeforeTheName() {
		assertThat(of(MockServerWebExchange
			.from(MockServerHttpRequest.get("https://host/base/a.pl/x?y").contextPath("/base"))))
			.containsEntry("SCRIPT_NAME", "/base/a.pl")
			.containsEntry("PATH_INFO", "/x")
			.containsEntry("PATH_TRANSLATED", "/srv/www/x")
			.containsEntry("REQUEST_URI", "/base/a.pl/x?y")
			.containsEntry("HTTPS", "on")
			.containsEntry("SERVER_PORT", "443");
	}

	@Test
	void addsWhatIsSetForAll() {
		assertThat(of(MockServerWebExchange.from(MockServerHttpRequest.post("http://host:8080/a.pl"))))
			.containsEntry("GIT_PROJECT_ROOT", "/srv/git")
			.containsEntry("CONTENT_LENGTH", "7")
			.containsEntry("SERVER_PORT", "8080");
	}

	private static Map<String, String> of(ServerWebExchange exchange) {
		CgiVariables variables = new CgiVariables(Map.of("GIT_PROJECT_ROOT", "/srv/git"), false);
		return Objects.requireNonNull(variables.of(exchange, SCRIPT, 7).block(Duration.ofSeconds(10)));
	}

}
