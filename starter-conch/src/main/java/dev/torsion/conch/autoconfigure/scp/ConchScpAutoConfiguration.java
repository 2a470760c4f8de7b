package dev.torsion.conch.autoconfigure.scp;

import dev.torsion.conch.SshExec;
import dev.torsion.conch.autoconfigure.files.ConchFilesAutoConfiguration;
import dev.torsion.conch.files.FileAccesses;
import dev.torsion.conch.scp.ScpExec;
import dev.torsion.net.EventLoop;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/**
 * Auto-configuration of SCP, on the files of {@link ConchFilesAutoConfiguration}.
 */
@AutoConfiguration(after = ConchFilesAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = { "network.conch.enabled", "network.conch.scp.enabled" }, matchIfMissing = true)
@ConditionalOnBean(FileAccesses.class)
public final class ConchScpAutoConfiguration {

	@Bean
	@Order(ScpExec.ORDER)
	SshExec scp(FileAccesses accesses, EventLoop loop) {
		return new ScpExec(accesses, loop);
	}

}
