package dev.torsion.mapping.autoconfigure;

import java.util.List;

import dev.torsion.mapping.MappedMethods;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import dev.torsion.net.test.VirtualEventLoop;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MappingAutoConfiguration}.
 */
class MappingAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class, MappingAutoConfiguration.class));

	@Test
	void findsMappedMethods() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(MappedMethods.class));
	}

	@Test
	void backsOffForAnotherBean() {
		MappedMethods own = new MappedMethods(new DefaultListableBeanFactory(), new VirtualEventLoop(), List.of());
		this.runner.withBean(MappedMethods.class, () -> own)
			.run((context) -> assertThat(context.getBean(MappedMethods.class)).isSameAs(own));
	}

}
