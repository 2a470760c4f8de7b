package dev.torsion.conch.client;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.torsion.conch.algorithm.Algorithms;
import dev.torsion.net.EventLoop;
import dev.torsion.net.NameLookup;
import dev.torsion.net.NetworkClients;
import dev.torsion.net.NetworkConnector;
import org.apache.sshd.common.io.IoServiceFactoryFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.context.SmartLifecycle;

/**
 * The SSH client of the application: one for all, on the event loops of all. Inject it,
 * and ask it for the servers that {@code network.conch.client.hosts} names.
 */
public final class SshClients implements SmartLifecycle {

	private final IoServiceFactoryFactory io;

	private final Algorithms algorithms;

	private final SshClientSettings settings;

	private final Map<String, SshTarget> targets;

	private final Map<String, RemotePool> pools = new ConcurrentHashMap<>();

	private final EventLoop eventLoop;

	private final NameLookup names;

	private final NetworkClients clients;

	private volatile @Nullable RemoteClient client;

	/**
	 * Creates the client.
	 * @param io what connections run on
	 * @param algorithms what is offered to servers
	 * @param settings limits and times
	 * @param targets the servers
	 * @param shared what all clients of the application share
	 */
	public SshClients(IoServiceFactoryFactory io, Algorithms algorithms, SshClientSettings settings,
			List<SshTarget> targets, Shared shared) {
		this.io = io;
		this.algorithms = algorithms;
		this.settings = settings;
		this.targets = targets.stream().collect(Collectors.toMap(SshTarget::name, (target) -> target));
		this.eventLoop = shared.eventLoop();
		this.names = shared.names();
		this.clients = shared.clients();
	}

	/**
	 * A server.
	 * @param name its name in {@code network.conch.client.hosts}
	 * @return the server
	 * @throws IllegalArgumentException if there is none of that name
	 */
	public SshRemote remote(String name) {
		SshTarget target = this.targets.get(name);
		if (target == null) {
			throw new IllegalArgumentException("There is no SSH host '" + name
					+ "' in network.conch.client.hosts, only " + this.targets.keySet().stream().sorted().toList());
		}
		RemotePool pool = this.pools.computeIfAbsent(name, (key) -> new RemotePool(target, this.settings,
				Mono.defer(() -> dialer().connect(target)), this.eventLoop.scheduler()));
		return new SshRemote(target, pool, this.eventLoop, this.clients);
	}

	private RemoteDialer dialer() {
		RemoteClient current = this.client;
		if (current == null) {
			throw new IllegalStateException("The SSH client is not started");
		}
		return new RemoteDialer(current, this.settings, this.eventLoop, this.names, this::remote);
	}

	/**
	 * The names of the servers.
	 * @return them, sorted
	 */
	public Stream<String> hosts() {
		return this.targets.keySet().stream().sorted();
	}

	/**
	 * How many connections to a server are open.
	 * @param name its name
	 * @return the number
	 */
	public int connections(String name) {
		RemotePool pool = this.pools.get(name);
		return (pool != null) ? pool.connections() : 0;
	}

	@Override
	public synchronized void start() {
		if (this.client == null) {
			RemoteClient started = new RemoteClient(this.io, this.algorithms, this.settings);
			started.start();
			this.client = started;
			this.pools.values().forEach(RemotePool::reopen);
		}
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	@Override
	public synchronized void stop(Runnable callback) {
		RemoteClient current = this.client;
		this.client = null;
		this.pools.values().forEach(RemotePool::close);
		if (current == null) {
			callback.run();
			return;
		}
		// To close it waits for what is under way, which loops have to go on with
		this.eventLoop.blocking(() -> {
			current.stop();
			return null;
		}).doFinally((signal) -> callback.run()).subscribe((nothing) -> {
		}, (ex) -> current.close(true));
	}

	@Override
	public boolean isRunning() {
		return this.client != null;
	}

	@Override
	public int getPhase() {
		return NetworkConnector.PHASE;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

	/**
	 * What all clients of the application share.
	 *
	 * @param eventLoop the event loops, and the pool for what blocks
	 * @param names finds the addresses of hosts
	 * @param clients makes the sockets of tunnels
	 */
	public record Shared(EventLoop eventLoop, NameLookup names, NetworkClients clients) {

	}

}
