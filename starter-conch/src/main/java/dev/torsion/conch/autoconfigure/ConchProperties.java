package dev.torsion.conch.autoconfigure;

import java.util.List;

import dev.torsion.conch.algorithm.Algorithms;
import dev.torsion.conch.algorithm.Profile;
import dev.torsion.net.autoconfigure.ProxyProtocolProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Properties of the SSH server.
 *
 * @param enabled whether there is one
 * @param port port; 0 for any free one, -1 for none
 * @param address address to bind to; 'network.address' if not set
 * @param profile algorithms that are offered, by the manhole as well
 * @param keyExchanges list of key exchanges in the place of those of the profile, the
 * preferred ones first
 * @param ciphers list of ciphers in the place of those of the profile
 * @param macs list of MACs in the place of those of the profile
 * @param signatures list of signatures, of hosts and users, in the place of those of the
 * profile
 * @param hostKeys list of folders with host keys, files of keys, or keys as they are; a
 * folder without any gets one of Ed25519 and one of RSA. If not set, the folder 'ssh' of
 * 'network.data'
 * @param maxConnections most connections at a time
 * @param maxConnectionsPerAddress most connections at a time from one address
 * @param sendQueueLimit how much may wait for a peer that does not read before it is
 * disconnected; more than the windows of its channels
 * @param proxyProtocol proxies that say who the client is
 */
@ConfigurationProperties("network.conch")
public record ConchProperties(@DefaultValue("true") boolean enabled, @DefaultValue("2222") int port,
		@Nullable String address, @DefaultValue("hardened") Profile profile, @DefaultValue List<String> keyExchanges,
		@DefaultValue List<String> ciphers, @DefaultValue List<String> macs, @DefaultValue List<String> signatures,
		@DefaultValue List<String> hostKeys, @DefaultValue("10000") int maxConnections,
		@DefaultValue("100") int maxConnectionsPerAddress, @DefaultValue("16MB") DataSize sendQueueLimit,
		@NestedConfigurationProperty @DefaultValue ProxyProtocolProperties proxyProtocol) {

	Algorithms algorithms() {
		return this.profile.algorithms().with(this.keyExchanges, this.ciphers, this.macs, this.signatures);
	}

}
