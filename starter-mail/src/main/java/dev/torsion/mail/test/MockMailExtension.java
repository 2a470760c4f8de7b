package dev.torsion.mail.test;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Runs a {@link MockMail} for tests. As a static field with {@code @RegisterExtension},
 * or with {@code @ExtendWith}, it runs once for all tests of the class; in an instance
 * field it starts and ends with each test. Each test begins without messages, commands
 * and faults. Tests may take the server as a parameter.
 *
 * <pre>
 * &#64;RegisterExtension
 * static final MockMailExtension mail = new MockMailExtension();
 * </pre>
 */
public final class MockMailExtension
		implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {

	private final MockMail server = new MockMail();

	private boolean shared;

	private boolean running;

	/**
	 * The server.
	 * @return the server, which listens while the tests run
	 */
	public MockMail server() {
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
		this.server.reset();
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
		return parameter.getParameter().getType() == MockMail.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		start();
		return this.server;
	}

}
