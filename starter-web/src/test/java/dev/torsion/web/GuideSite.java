package dev.torsion.web;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.torsion.DocExamples;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Examples of the guide, with the directories they name somewhere else.
 */
public final class GuideSite {

	private static final String WWW = "/var/www";

	private GuideSite() {
	}

	/**
	 * The properties of an example in YAML, for {@link TestServer}.
	 * @param example its id
	 * @param from a directory it names
	 * @param to where that is instead
	 * @return the properties
	 */
	public static List<String> properties(String example, String from, Path to) {
		List<String> properties = new ArrayList<>();
		for (PropertySource<?> source : DocExamples.of("docs/web.md").yaml(example)) {
			for (String name : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
				properties.add(name + "=" + String.valueOf(source.getProperty(name)).replace(from, to.toString()));
			}
		}
		return properties;
	}

	/**
	 * Takes the mounts of an example in Java to the directory that {@code guide.www}
	 * names.
	 */
	@Configuration(proxyBeanMethods = false)
	public static class Relocation {

		@Bean
		static BeanPostProcessor relocation(@Value("${guide.www}") String www) {
			return new BeanPostProcessor() {
				@Override
				public Object postProcessAfterInitialization(Object bean, String name) {
					return (bean instanceof WebMount mount) ? relocated(mount, www) : bean;
				}
			};
		}

		private static WebMount relocated(WebMount mount, String www) {
			String root = String.valueOf(mount.root()).replace(WWW, www);
			if (mount.isCgi()) {
				return WebMount.cgi(mount.path(), root);
			}
			WebMount files = WebMount.of(mount.path().isEmpty() ? "/" : mount.path(), root);
			return (mount.index() != null) ? files.withIndex(mount.index().toArray(String[]::new)) : files;
		}

	}

}
