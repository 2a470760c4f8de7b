package dev.torsion.names.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationPropertiesSource;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * Properties of a zone: what it is made of is one of file, records and primaries, unless
 * it comes from the database or from a bean.
 *
 * @param name name of the zone
 * @param view name of the view that alone sees it; all see it if not set
 * @param file zone file: a path of the file system, or 'classpath:' and a path
 * @param records list of records as in a zone file, one a line; SOA and NS are made up
 * when not given
 * @param primaries comma-separated list of the servers to copy the zone from: addresses,
 * with port if that is not 53
 * @param allowTransfer comma-separated list of who may copy the zone: addresses, blocks
 * of them, 'loopback', 'private', 'any', and 'key:' with the name of a key
 * @param allowUpdate comma-separated list of who may change the zone by messages, as in
 * 'allow-transfer'
 * @param notified comma-separated list of the servers to tell of changes: addresses, with
 * port if that is not 53
 * @param key name of the key by which what is exchanged with primaries and notified
 * servers is signed
 */
@ConfigurationPropertiesSource
public record ZoneProperties(String name, @Nullable String view, @Nullable String file,
		@DefaultValue List<String> records, @DefaultValue List<String> primaries,
		@DefaultValue List<String> allowTransfer, @DefaultValue List<String> allowUpdate,
		@Name("notify") @DefaultValue List<String> notified, @Nullable String key) {

}
