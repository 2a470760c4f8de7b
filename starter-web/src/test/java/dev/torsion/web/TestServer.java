package dev.torsion.web;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A whole application on a free port, without Spring Security unless asked for.
 */
public final class TestServer implements AutoCloseable {

	private static final String WITHOUT_SECURITY = String.join(",",
			"org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration",
			"org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration");

	private final ConfigurableApplicationContext context;

	private TestServer(ConfigurableApplicationContext context) {
		this.context = context;
	}

	public static TestServer start(Class<?> configuration, String... properties) {
		List<String> arguments = new ArrayList<>(List.of("--spring.autoconfigure.exclude=" + WITHOUT_SECURITY));
		arguments.addAll(List.of(properties));
		return secured(configuration, arguments.toArray(String[]::new));
	}

	public static TestServer secured(Class<?> configuration, String... properties) {
		SpringApplication application = new SpringApplication(Everything.class, configuration);
		application.setWebApplicationType(WebApplicationType.REACTIVE);
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--server.address=127.0.0.1",
				"--spring.main.banner-mode=off", "--spring.reactor.netty.shutdown-quiet-period=0s",
				"--server.shutdown=immediate", "--logging.level.root=warn", "--logging.level.dev.torsion=info"));
		for (String property : properties) {
			arguments.add(property.startsWith("--") ? property : "--" + property);
		}
		return new TestServer(application.run(arguments.toArray(String[]::new)));
	}

	public int port() {
		return this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	public RawHttp connect() {
		return RawHttp.connect(port());
	}

	public RawHttp.Response get(String path, String... headers) {
		return request("GET", path, headers);
	}

	public RawHttp.Response request(String method, String path, String... headers) {
		try (RawHttp connection = connect()) {
			connection.send(method, path, headers);
			return connection.response(method);
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

	@EnableAutoConfiguration
	static class Everything {

	}

}
