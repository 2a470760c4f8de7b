package dev.torsion.conch.manhole.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.Callable;

import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.execution.LoaderDelegate;
import org.jspecify.annotations.Nullable;

/**
 * Runs snippets on the thread that evaluates them, one at a time, and keeps what the last
 * one came to.
 */
final class SnippetExecution extends DirectExecutionControl {

	private final Object lock = new Object();

	private @Nullable Thread runner;

	private volatile boolean stopping;

	private volatile boolean stopped;

	private @Nullable Object value;

	private boolean valued;

	SnippetExecution(LoaderDelegate loader) {
		super(loader);
	}

	/**
	 * Begins with new input, which has not been stopped yet.
	 */
	void start() {
		this.stopping = false;
	}

	/**
	 * Forgets how earlier snippets have ended, before the next one is evaluated.
	 */
	void reset() {
		this.stopped = false;
		this.value = null;
		this.valued = false;
	}

	/**
	 * What the snippet came to; those that were evaluated again because of it do not
	 * matter.
	 * @return the value
	 */
	@Nullable Object value() {
		return this.value;
	}

	/**
	 * Whether the snippet was stopped.
	 * @return whether it was
	 */
	boolean wasStopped() {
		return this.stopped;
	}

	boolean isStopping() {
		return this.stopping;
	}

	@Override
	protected String invoke(Method method) throws Exception {
		Object result = run(() -> method.invoke(null));
		if (!this.valued) {
			this.valued = true;
			this.value = result;
		}
		return "";
	}

	@Override
	public String varValue(String className, String varName) {
		// Values are asked for by their names and printed by who asks
		return "";
	}

	/**
	 * Runs something that can be stopped.
	 * @param <T> the type of the result
	 * @param code what runs
	 * @return its result
	 * @throws StoppedException if it was stopped
	 * @throws Exception if it fails
	 */
	<T extends @Nullable Object> T run(Callable<T> code) throws Exception {
		begin();
		try {
			StopCheck.check();
			return code.call();
		}
		catch (Exception | StopCheck.Stopped ex) {
			if (this.stopping || isStop(ex)) {
				this.stopped = true;
				throw new StoppedException();
			}
			throw ex;
		}
		finally {
			end();
		}
	}

	private static boolean isStop(Throwable ex) {
		return ex instanceof StopCheck.Stopped
				|| ex instanceof InvocationTargetException && ex.getCause() instanceof StopCheck.Stopped;
	}

	private void begin() {
		synchronized (this.lock) {
			this.runner = Thread.currentThread();
		}
		StopCheck.begin(this);
	}

	private void end() {
		StopCheck.end();
		synchronized (this.lock) {
			this.runner = null;
			// Whatever was interrupted has ended: what follows is not to be
			Thread.interrupted();
		}
	}

	/**
	 * Stops the input: what runs at its next check, or where it waits, and what follows.
	 */
	@Override
	public void stop() {
		synchronized (this.lock) {
			this.stopping = true;
			if (this.runner != null) {
				this.runner.interrupt();
			}
		}
	}

}
