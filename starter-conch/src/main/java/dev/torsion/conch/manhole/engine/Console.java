package dev.torsion.conch.manhole.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.PatternMatchUtils;

/**
 * What snippets have besides Java: the application, and the terminal of who runs them.
 */
public final class Console {

	private static final ThreadLocal<@Nullable Console> current = new ThreadLocal<>();

	private final ApplicationContext context;

	private final Terminal terminal = new Terminal();

	private final PrintStream out = new PrintStream(this.terminal, true, StandardCharsets.UTF_8);

	Console(ApplicationContext context) {
		this.context = context;
	}

	/**
	 * The console that is being opened on this thread.
	 * @return the console
	 */
	public static Console current() {
		Console console = current.get();
		if (console == null) {
			throw new IllegalStateException("No console is being opened");
		}
		return console;
	}

	void open(Runnable start) {
		current.set(this);
		try {
			start.run();
		}
		finally {
			current.remove();
		}
	}

	void writeTo(@Nullable OutputStream target) {
		this.terminal.target = target;
	}

	/**
	 * The context of the application.
	 * @return the context
	 */
	public ApplicationContext context() {
		return this.context;
	}

	/**
	 * The properties of the application.
	 * @return the environment
	 */
	public Environment env() {
		return this.context.getEnvironment();
	}

	/**
	 * Writes to the terminal while a snippet runs; {@code System.out} is the
	 * application's.
	 * @return the stream
	 */
	public PrintStream out() {
		return this.out;
	}

	/**
	 * A bean.
	 * @param name its name
	 * @return the bean
	 */
	public Object bean(String name) {
		return this.context.getBean(name);
	}

	/**
	 * A bean.
	 * @param <T> its type
	 * @param type its type
	 * @return the bean
	 */
	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	/**
	 * Beans whose names are like a pattern. None is made.
	 * @param pattern the names, <code>*</code> standing for anything
	 * @return their types by their names
	 */
	public Map<String, String> beans(String pattern) {
		Map<String, String> found = new TreeMap<>();
		for (String name : this.context.getBeanDefinitionNames()) {
			if (PatternMatchUtils.simpleMatch(pattern, name)) {
				Class<?> type = this.context.getType(name, false);
				found.put(name, (type != null) ? type.getTypeName() : "?");
			}
		}
		return found;
	}

	private static final class Terminal extends OutputStream {

		private volatile @Nullable OutputStream target;

		@Override
		public void write(int b) throws IOException {
			write(new byte[] { (byte) b }, 0, 1);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			OutputStream current = this.target;
			if (current != null) {
				current.write(bytes, offset, length);
			}
		}

		@Override
		public void flush() throws IOException {
			OutputStream current = this.target;
			if (current != null) {
				current.flush();
			}
		}

	}

}
