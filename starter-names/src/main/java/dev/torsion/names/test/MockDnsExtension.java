package dev.torsion.names.test;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Runs a {@link MockDns} for tests. As a static field with {@code @RegisterExtension}, or
 * with {@code @ExtendWith}, it runs once for all tests of the class, which may
 * {@linkplain MockDns#reset() reset} it; in an instance field it starts and ends with
 * each test. Tests may take the server as a parameter.
 *
 * <pre>
 * &#64;RegisterExtension
 * static MockDnsExtension dns = new MockDnsExtension().record("www.example.org A 10.0.0.1");
 * </pre>
 */
public final class MockDnsExtension
		implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {

	private final MockDns server = new MockDns();

	private boolean shared;

	private boolean running;

	/**
	 * Gives the server records before it runs.
	 * @param lines the records, as {@link MockDns#record} takes them
	 * @return the extension
	 */
	public MockDnsExtension record(String... lines) {
		this.server.record(lines);
		return this;
	}

	/**
	 * The server.
	 * @return the server, which listens while the tests run
	 */
	public MockDns server() {
		return this.server;
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		this.shared = true;
		start();
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		start();
	}

	private void start() {
		if (!this.running) {
			this.server.start();
			this.running = true;
		}
	}

	@Override
	public void afterEach(ExtensionContext context) {
		if (!this.shared) {
			stop();
		}
	}

	@Override
	public void afterAll(ExtensionContext context) {
		stop();
	}

	private void stop() {
		this.server.close();
		this.running = false;
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == MockDns.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		start();
		return this.server;
	}

}
