package dev.torsion.names.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationPropertiesSource;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of a zone: what it is made of is one of file, records and primaries.
 *
 * @param name name of the zone
 * @param view name of the view that alone sees it; all see it if not set
 * @param file zone file: a path of the file system, or 'classpath:' and a path
 * @param records list of records as in a zone file, one a line; SOA and NS are made up
 * when not given
 * @param primaries comma-separated list of the servers to copy the zone from: addresses,
 * with port if that is not 53
 */
@ConfigurationPropertiesSource
public record ZoneProperties(String name, @Nullable String view, @Nullable String file,
		@DefaultValue List<String> records, @DefaultValue List<String> primaries) {

}
