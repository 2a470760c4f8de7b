package dev.torsion.demo;

/**
 * A demo that has started.
 *
 * @param port the port it listens on
 * @param output what it has printed
 * @param stop how it is ended
 */
record RunningDemo(int port, String output, Runnable stop) implements AutoCloseable {

	@Override
	public void close() {
		this.stop.run();
	}

}
