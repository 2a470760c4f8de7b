package dev.torsion.conch.manhole.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import jdk.jshell.spi.ExecutionControl.InternalException;

/**
 * Has the classes that snippets were compiled to, and those of the application.
 */
final class SnippetClassLoader extends ClassLoader implements LoaderDelegate {

	private final Map<String, byte[]> pending = new ConcurrentHashMap<>();

	SnippetClassLoader(ClassLoader application) {
		super("manhole", application);
	}

	@Override
	public void load(ClassBytecodes[] classes) throws ClassInstallException {
		for (ClassBytecodes each : classes) {
			this.pending.put(each.name(), StopChecks.weave(each.bytecodes()));
		}
		boolean[] loaded = new boolean[classes.length];
		for (int i = 0; i < classes.length; i++) {
			try {
				// Its methods are looked at so that what cannot be linked is told of now
				loadClass(classes[i].name()).getDeclaredMethods();
				loaded[i] = true;
			}
			catch (ClassNotFoundException | LinkageError ex) {
				throw new ClassInstallException(ex.toString(), loaded);
			}
		}
	}

	@Override
	public Class<?> findClass(String name) throws ClassNotFoundException {
		synchronized (getClassLoadingLock(name)) {
			Class<?> found = findLoadedClass(name);
			if (found != null) {
				return found;
			}
			byte[] bytes = this.pending.remove(name);
			if (bytes == null) {
				throw new ClassNotFoundException(name);
			}
			return defineClass(name, bytes, 0, bytes.length);
		}
	}

	@Override
	public void classesRedefined(ClassBytecodes[] classes) {
		// Never: JShell makes new classes where it cannot redefine
	}

	@Override
	public void addToClasspath(String path) throws InternalException {
		throw new InternalException("Snippets use the classes of the application");
	}

}
