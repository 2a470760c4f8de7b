package dev.torsion.words.irc.client;

/**
 * Makes clients of IRC on the application's event loops. Safe for use by many threads.
 */
public interface IrcClients {

	/**
	 * Describes a client.
	 * @param host the name of the server, or its IP address
	 * @return what else there is to say
	 */
	default IrcClientBuilder to(String host) {
		return new IrcClientBuilder(host, this::create);
	}

	/**
	 * Makes a client.
	 * @param settings what it is like
	 * @return the client, which has not been started
	 * @throws IllegalArgumentException if a name has spaces or ends of lines in it
	 * @throws org.springframework.boot.diagnostics.FailureAnalyzedException if there is
	 * no such SSL bundle
	 */
	IrcClient create(IrcClientSettings settings);

}
