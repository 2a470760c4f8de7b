package dev.torsion.conch.manhole.engine;

import java.util.HashSet;
import java.util.Set;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.ClassWriter;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;

/**
 * Makes the code of snippets look whether it is to stop: where a method begins, and
 * before it jumps back. JShell's own way is, before Java 20, to kill the thread wherever
 * it is, locks of the application in its hands; later it has this one, but fails to put
 * together the frames of methods that use classes out of a packaged application's jars.
 */
final class StopChecks extends ClassVisitor {

	private static final String OWNER = Type.getInternalName(StopCheck.class);

	private StopChecks(ClassVisitor next) {
		super(SpringAsmInfo.ASM_VERSION, next);
	}

	/**
	 * Adds the checks.
	 * @param bytecode a class
	 * @return the class with checks
	 */
	static byte[] weave(byte[] bytecode) {
		// The calls leave stack and locals alone: frames and limits stay as they are
		ClassWriter writer = new ClassWriter(0);
		new ClassReader(bytecode).accept(new StopChecks(writer), 0);
		return writer.toByteArray();
	}

	@Override
	public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
			String[] exceptions) {
		return new Loops(super.visitMethod(access, name, descriptor, signature, exceptions));
	}

	private static final class Loops extends MethodVisitor {

		private final Set<Label> passed = new HashSet<>();

		Loops(MethodVisitor next) {
			super(SpringAsmInfo.ASM_VERSION, next);
		}

		@Override
		public void visitCode() {
			super.visitCode();
			check();
		}

		@Override
		public void visitLabel(Label label) {
			super.visitLabel(label);
			this.passed.add(label);
		}

		@Override
		public void visitJumpInsn(int opcode, Label label) {
			if (this.passed.contains(label)) {
				check();
			}
			super.visitJumpInsn(opcode, label);
		}

		private void check() {
			super.visitMethodInsn(Opcodes.INVOKESTATIC, OWNER, "check", "()V", false);
		}

	}

}
