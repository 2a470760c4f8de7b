package dev.torsion.web.autoconfigure;

import dev.torsion.web.RawHttp;
import dev.torsion.web.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectionLimitTests {

	@ParameterizedTest
	@ValueSource(strings = { "max-connections", "max-connections-per-address" })
	void refusesMoreConnectionsThanItMayHave(String limit) {
		try (TestServer server = TestServer.start(Empty.class, "network.web." + limit + "=1");
				RawHttp first = server.connect()) {
			assertThat(first.send("GET", "/").response("GET").status()).isEqualTo(404);
			try (RawHttp second = server.connect()) {
				assertThat(second.isClosed()).isTrue();
			}
			assertThat(first.send("GET", "/").response("GET").status()).isEqualTo(404);
		}
	}

	@Test
	void isOneOfTheListenersOfTheApplication() {
		try (TestServer server = TestServer.start(Empty.class); RawHttp connection = server.connect()) {
			connection.send("GET", "/").response("GET");
			WebListener listener = server.bean(WebListener.class);
			assertThat(listener.address()).hasToString("/127.0.0.1:" + server.port());
			assertThat(listener.connections()).hasSize(1);
			assertThat(listener.traffic().bytesSent()).isPositive();
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Empty {

	}

}
