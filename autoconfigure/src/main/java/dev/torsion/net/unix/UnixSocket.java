package dev.torsion.net.unix;

import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.unix.DomainSocketAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * A unix domain socket to listen on: whoever may write to its file may connect.
 *
 * @param path the path of the socket
 * @param permissions who may connect
 */
public record UnixSocket(Path path, Set<PosixFilePermission> permissions) {

	/**
	 * Reads what properties say.
	 * @param property the property that has the permissions, for a failure text
	 * @param path the path; {@code null} or blank for no socket
	 * @param permissions the permissions as {@code ls -l} shows them
	 * @return the socket, or {@code null} for none
	 * @throws FailureAnalyzedException if the permissions are none
	 */
	public static @Nullable UnixSocket of(String property, @Nullable String path, String permissions) {
		if (path == null || path.isBlank()) {
			return null;
		}
		try {
			return new UnixSocket(Path.of(path), PosixFilePermissions.fromString(permissions));
		}
		catch (IllegalArgumentException ex) {
			throw new FailureAnalyzedException("'" + permissions + "' in " + property + " are no permissions.",
					"Write them as 'ls -l' shows them: 'rw-rw----' is for the owner and the group.", ex);
		}
	}

	/**
	 * The address of the socket.
	 * @return the address
	 */
	public UnixDomainSocketAddress address() {
		return UnixDomainSocketAddress.of(this.path);
	}

	/**
	 * An address as the channels of a group of event loops want it: NIO knows Java's own,
	 * the others Netty's.
	 * @param path the path of a socket
	 * @param group the event loops
	 * @return the address
	 */
	public static SocketAddress address(Path path, EventLoopGroup group) {
		return (group instanceof IoEventLoopGroup loops && loops.isIoType(NioIoHandler.class))
				? UnixDomainSocketAddress.of(path) : new DomainSocketAddress(path.toString());
	}

}
