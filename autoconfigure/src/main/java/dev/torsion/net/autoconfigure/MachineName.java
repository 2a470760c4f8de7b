package dev.torsion.net.autoconfigure;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What this machine is called, for servers that tell it to clients and were not told
 * another name.
 */
public final class MachineName {

	private static final String UNKNOWN = "localhost";

	/** A machine whose DNS does not answer shall start nevertheless. */
	private static final int PATIENCE_SECONDS = 2;

	private MachineName() {
	}

	/**
	 * Asks the machine's name service, for two seconds at most. Blocks.
	 * @return the canonical name, {@code localhost} if that is not known
	 */
	public static String find() {
		CompletableFuture<String> lookup = new CompletableFuture<>();
		Thread thread = new Thread(() -> lookup.complete(lookUp()), "torsion-hostname");
		thread.setDaemon(true);
		thread.start();
		return lookup.completeOnTimeout(UNKNOWN, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
	}

	private static String lookUp() {
		try {
			return InetAddress.getLocalHost().getCanonicalHostName();
		}
		catch (UnknownHostException ex) {
			return UNKNOWN;
		}
	}

}
