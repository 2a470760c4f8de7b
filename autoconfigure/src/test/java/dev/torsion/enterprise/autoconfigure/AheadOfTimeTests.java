package dev.torsion.enterprise.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Databases in an application that is processed ahead of time.
 */
class AheadOfTimeTests {

	@Test
	void poolsAreBeansOfTheProcessedApplication(@TempDir Path data) {
		InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
		DefaultGenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get(AheadOfTimeTests.class)), files);
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			TestPropertyValues
				.of("network.data=" + data.resolve("data"), "network.enterprise.pools[0].name=reporting",
						"network.enterprise.pools[0].url=r2dbc:h2:mem:///reporting")
				.applyTo(context);
			context.register(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
					EnterpriseAutoConfiguration.class, ConnectionFactoryAutoConfiguration.class,
					DatabaseAutoConfiguration.class);
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		}
		generation.writeGeneratedContent();
		assertThat(files.getGeneratedFiles(GeneratedFiles.Kind.SOURCE).values()).anySatisfy(
				(file) -> assertThat(file.getInputStream()).asString(StandardCharsets.UTF_8).contains("\"reporting\""));
		assertThat(data.resolve("data")).doesNotExist();
	}

}
