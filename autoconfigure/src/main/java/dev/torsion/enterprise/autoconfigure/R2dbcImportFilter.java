package dev.torsion.enterprise.autoconfigure;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;

/**
 * Takes Spring Boot's auto-configuration of R2DBC out of its place, so that
 * {@link ConnectionFactoryAutoConfiguration} decides about it. A filter alone could not:
 * which beans the application has is not known yet. Who has excluded one of those
 * involved gets the others as they would be.
 */
final class R2dbcImportFilter implements AutoConfigurationImportFilter {

	private static final String BOOTS = "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration";

	private static final String INSTEAD = "dev.torsion.enterprise.autoconfigure.ConnectionFactoryAutoConfiguration";

	private static final String DEFAULT = "dev.torsion.enterprise.autoconfigure.EnterpriseAutoConfiguration";

	@Override
	public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
		boolean[] matches = new boolean[classes.length];
		Arrays.fill(matches, true);
		// Classes that auto-configurations import come here one by one
		if (classes.length > 1) {
			List<@Nullable String> all = Arrays.asList(classes);
			int left = all.indexOf(all.containsAll(List.of(BOOTS, INSTEAD, DEFAULT)) ? BOOTS : INSTEAD);
			if (left >= 0) {
				matches[left] = false;
			}
		}
		return matches;
	}

}
