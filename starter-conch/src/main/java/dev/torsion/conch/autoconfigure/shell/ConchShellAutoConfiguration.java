package dev.torsion.conch.autoconfigure.shell;

import dev.torsion.conch.ShellCommand;
import dev.torsion.conch.SshShell;
import dev.torsion.conch.audit.LogAudit;
import dev.torsion.conch.audit.SshAudit;
import dev.torsion.conch.command.CommandExec;
import dev.torsion.conch.command.Commands;
import dev.torsion.conch.shell.Histories;
import dev.torsion.conch.shell.LineShell;
import dev.torsion.conch.shell.ShellThreads;
import dev.torsion.mapping.MappedMethods;
import dev.torsion.mapping.autoconfigure.MappingAutoConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.system.JavaVersion;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Auto-configuration of the commands of the application, and of the shell.
 */
@AutoConfiguration(after = MappingAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "network.conch.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ShellProperties.class)
public final class ConchShellAutoConfiguration {

	private static final String THREADS = "torsion-shell-";

	@Bean
	@ConditionalOnMissingBean
	Commands conchCommands(MappedMethods methods, ObjectProvider<ShellCommand> commands) {
		return new Commands(methods, commands.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean
	CommandExec conchCommandExec(Commands commands, ShellProperties properties) {
		return new CommandExec(commands, properties.terminal());
	}

	@Bean
	@ConditionalOnMissingBean
	ShellThreads conchShellThreads(ShellProperties properties) {
		boolean virtual = JavaVersion.getJavaVersion().isEqualOrNewerThan(JavaVersion.TWENTY_ONE);
		return new ShellThreads(properties.maxShells(),
				virtual ? new VirtualThreadTaskExecutor(THREADS).getVirtualThreadFactory() : platform());
	}

	private static CustomizableThreadFactory platform() {
		CustomizableThreadFactory threads = new CustomizableThreadFactory(THREADS);
		threads.setDaemon(true);
		return threads;
	}

	@Bean
	@ConditionalOnMissingBean(SshShell.class)
	@ConditionalOnBooleanProperty("network.conch.shell.enabled")
	LineShell conchShell(Commands commands, ShellProperties properties, ShellThreads threads,
			ObjectProvider<SshAudit> audit, @Value("${spring.application.name:application}") String application) {
		return new LineShell(commands, properties.settings(application), threads, new Histories(properties.history()),
				audit.getIfAvailable(LogAudit::new));
	}

}
